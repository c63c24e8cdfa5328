"""Una medición y la línea en que se escribe: «bench NOMBRE cpu_ms=… wall_ms=… base_ms=… ratio=… queries=… rss_mb=…»."""

from dataclasses import dataclass, fields


class LineaIlegible(ValueError):
    """El texto no es una línea de medición."""


@dataclass(frozen=True)
class Medida:
    """Tiempos en milisegundos, memoria en MB; lo que no corresponde queda en None y no se escribe.

    `base_ms` es CPU, como `cpu_ms`: la razón entre ambas no depende de qué más haga la máquina.
    """

    nombre: str
    cpu_ms: float | None = None
    wall_ms: float | None = None
    base_ms: float | None = None
    ratio: float | None = None
    queries: int | None = None
    rss_mb: int | None = None

    @classmethod
    def junto_a(cls, nombre, tiempos, base, **campos):
        """La de algo medido junto a su línea base (tests.bench.reloj.alternar)."""
        medidos = {"cpu_ms": tiempos.cpu, "wall_ms": tiempos.wall, "base_ms": base.cpu, "ratio": tiempos.cpu / base.cpu}
        return cls(nombre, **medidos, **campos)

    def __str__(self):
        return " ".join(["bench", self.nombre, *self._pares()])

    def _pares(self):
        for campo in CAMPOS:
            valor = getattr(self, campo)
            if valor is not None:
                yield f"{campo}={valor:.{DECIMALES[campo]}f}"


DECIMALES = {"cpu_ms": 1, "wall_ms": 1, "base_ms": 1, "ratio": 2, "queries": 0, "rss_mb": 0}
CAMPOS = tuple(campo.name for campo in fields(Medida) if campo.name != "nombre")


def leer(linea):
    """La Medida que dice la línea; levanta LineaIlegible con la razón."""
    palabras = linea.split()
    if len(palabras) < 2 or palabras[0] != "bench" or "=" in palabras[1]:
        raise LineaIlegible(f"No es «bench NOMBRE campo=valor…»: {linea!r}")
    valores = {}
    for par in palabras[2:]:
        campo, _, valor = par.partition("=")
        if campo not in CAMPOS or campo in valores:
            raise LineaIlegible(f"El campo {campo!r} no se conoce o está repetido: {linea!r}")
        try:
            valores[campo] = float(valor) if DECIMALES[campo] else int(valor)
        except ValueError:
            raise LineaIlegible(f"{campo} no lleva un número: {linea!r}") from None
    return Medida(palabras[1], **valores)
