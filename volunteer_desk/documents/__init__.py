"""Facts turned into ink: PDF papers and workbooks."""
