"""The made-up example `data/umea-vaxer`: every file of it comes from stated parameters and one seed.

Run it with `PYTHONPATH=benchmarks python -m umea_vaxer`; the same parameters give the same files.
"""
