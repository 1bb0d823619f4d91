"""Routes of data exports: the rule, and its model of spells, volumes and reach."""
