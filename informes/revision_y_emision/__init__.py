"""Cómo un informe se revisa, se emite y se corrige. Lo usa el informe anual y sirve a cualquier otro.

Un informe hereda de `Emitible` y declara tres tablas propias, que heredan de `Version`, `ArchivoEmitido` y
`Observacion` y apuntan a él con `informe` (o a su versión con `version`) y los nombres de vuelta `versiones`,
`archivos` y `observaciones`. Sus textos heredan de `ParteDeEmitible`, que los cierra mientras se revisa o está emitido.
Lo que el informe debe saber decir de sí mismo: `documento(…)`, `autores()`, `PARTES` y `url_de_cifra_emitida(…)`.
"""
