"""Owns bringing catalogues in from files of many layouts, and taking them out again.

`reading` opens a file as a table, `formats` turn its rows into the records of `records`, `writing` turns records into our
own layout, and `sentences` words what was wrong. None of these touches the database or Django.
"""
