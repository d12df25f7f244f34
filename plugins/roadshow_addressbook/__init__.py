"""People in and out: CSV, XLSX, ODS and vCard files, as real programs write them."""
