"""Mediciones de `make bench`: cada formato del informe y cada listado, junto a su línea base.

Son de leer, no de aprobar: ninguna prueba mira los tiempos.
"""
