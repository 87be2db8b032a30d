"""The design system: tokens, components, behaviours, icons and page formats.

Owns how everything looks and speaks on a page, and nothing about what is sold. A component is a folder with a
macro, a style sheet, a sample and, when it must react, one small script.
"""
