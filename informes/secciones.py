"""Las secciones en que se escribe un informe anual: su orden, su guía y cuánto llevan."""

from dataclasses import dataclass

from django.urls import reverse

from informes import revision
from informes.armado.anual import rotulos
from informes.models import Producto, SeccionNarrativa

Clave = SeccionNarrativa.Clave

# Estado → (signo, palabra, tono del chip). El signo acompaña a la palabra, nunca va solo.
ESTADOS = {
    "completa": ("✓", "completa", "verificado"),
    "en_curso": ("◐", "en curso", "curso"),
    "vacia": ("○", "vacía", "neutro"),
    "observada": ("!", "observada", "accion"),
}
# Sección → partes del informe (InformeAnual.PARTES) que se escriben en ella; las de texto, la de su clave.
PARTES = {
    "dinero": ("encabezado", "II"),
    "programa-pais": ("I.B",),
    "metas": ("II",),
    "riesgos": ("III",),
    "lecciones": ("IV",),
    "evidencia": ("V",),
}


@dataclass(frozen=True)
class Seccion:
    """Una sección del índice. `clase` dice cómo se llena: texto, logros, dinero, riesgos, lecciones o evidencia."""

    nombre: str
    titulo: str
    clase: str
    guia: tuple[str, ...]
    url: str
    faltan: tuple[str, ...]
    empezada: bool
    clave: str = ""
    producto: Producto | None = None
    partes: tuple[str, ...] = ()
    observada: bool = False

    @property
    def estado(self):
        if self.observada:
            return "observada"
        if not self.faltan:
            return "completa"
        return "en_curso" if self.empezada else "vacia"

    @property
    def signo(self):
        return ESTADOS[self.estado][0]

    @property
    def palabra(self):
        return ESTADOS[self.estado][1]

    @property
    def tono(self):
        return ESTADOS[self.estado][2]


def secciones_de(material, *, observadas=frozenset()):
    """Las secciones en el orden del formulario.

    `observadas`: claves de InformeAnual.PARTES que tienen una observación abierta.
    """
    faltan = revision.por_seccion(material)
    return [
        _seccion(material, nombre, datos, tuple(faltan.get(nombre, ())), observadas)
        for nombre, datos in _declaradas(material)
    ]


def _seccion(material, nombre, datos, faltan, observadas):
    url = reverse("informe_escribir_seccion", args=[material.informe.codigo, nombre])
    if datos["clase"] == "dinero":
        url = reverse("proyecto_gastos", args=[material.proyecto.codigo, material.anio])
    partes = PARTES.get(nombre) or (datos["clave"],)
    observada = not observadas.isdisjoint(partes)
    return Seccion(nombre=nombre, url=url, faltan=faltan, partes=partes, observada=observada, **datos)


def _declaradas(material):
    """Pares (nombre, datos) en el orden del formulario."""
    yield "dinero", _datos("Presupuesto y gastos del año", "dinero", (rotulos.II,), _hay_dinero(material))
    yield (
        "teoria-de-cambio",
        _texto(material, "I.A Teoría de cambio", (rotulos.I_A,), Clave.TEORIA_DE_CAMBIO),
    )
    yield (
        "programa-pais",
        _datos("I.B Programa País", "logros", (rotulos.I_B,), _hay_logros(material, material.resultados_pais)),
    )
    yield "efecto", _texto(material, "I.C Nivel de efecto", (rotulos.I_C,), Clave.EFECTO)
    for producto in material.productos:
        guia = (rotulos.I_D, rotulos.I_D_ENTRADA, producto.encabezado_narrativo)
        datos = _texto(material, f"I.D Producto {producto.numero}", guia, Clave.PRODUCTO, producto)
        yield f"producto-{producto.numero}", datos
    yield "genero", _texto(material, "I.D Igualdad de género", (rotulos.I_D_GENERO,), Clave.GENERO)
    yield "metas", _datos("II. Metas e indicadores", "logros", (rotulos.II,), _hay_logros(material, material.productos))
    yield "riesgos", _datos("III. Riesgos", "riesgos", (rotulos.III, *rotulos.III_COLUMNAS), bool(material.riesgos))
    yield (
        "lecciones",
        _datos("IV. Lecciones aprendidas", "lecciones", (rotulos.IV_ENTRADA,), bool(material.lecciones)),
    )
    yield "evidencia", _datos("V. Evidencia externa", "evidencia", (rotulos.V,), bool(material.enlaces))


def _datos(titulo, clase, guia, empezada, **otros):
    return {"titulo": titulo, "clase": clase, "guia": guia, "empezada": empezada, **otros}


def _texto(material, titulo, guia, clave, producto=None):
    empezada = bool(material.texto(clave, producto))
    return _datos(titulo, "texto", guia, empezada, clave=clave, producto=producto)


def _hay_logros(material, padres):
    return any(material.logro(indicador) for padre in padres for indicador in padre.indicadores.all())


def _hay_dinero(material):
    return bool(material.cuadro.gastos) or material.cuadro.gasto_del_anio.valor is not None
