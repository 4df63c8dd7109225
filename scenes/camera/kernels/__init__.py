"""The compiled drawing core: rasterisation in machine code, without Python's lock.

Nothing here knows of Manim or of Cairo: arrays of geometry in pixels come in, pixels are painted.
Importing any of it imports numba, and compiles what is not kept from an earlier time.
"""
