"""What plugins may offer, be asked and be told: declarations only."""
