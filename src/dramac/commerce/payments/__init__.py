"""Owns payment methods, payments and their append-only ledger, behind one provider interface."""
