"""Plans as files and tables: one definition of the tables, and one module for each format."""
