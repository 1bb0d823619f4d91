"""What people read in place of ids, fields and bare figures; for papers, screens and briefings."""
