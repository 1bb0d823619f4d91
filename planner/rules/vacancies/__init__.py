"""Vacancies: the rule, the vacancies there are, and valid inequalities about refills."""
