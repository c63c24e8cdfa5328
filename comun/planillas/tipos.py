"""Hojas y tipos de planilla, y el registro donde se buscan por nombre."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import models

from comun.planillas.cercania import sugerencia
from comun.planillas.columnas import Codigo, Columna
from comun.planillas.errores import ErrorDePlanilla
from comun.planillas.referencia import Referencia

ELIMINAR = "eliminar"
ENTRE_CLAVES = " / "
GUIA = "Guía"
_TIPOS = {}


class Explicada(NamedTuple):
    """Una columna, dicha a quien llena la planilla."""

    columna: str
    tipo: str
    obligatoria: str
    admite: str
    ayuda: str


@dataclass
class Hoja:
    """Una tabla del libro: sus columnas, cómo se reconoce cada fila y cómo se aplica.

    clave: los campos (columnas) que identifican la fila; si la hoja cuelga de la raíz, dentro de ella. Sus celdas
        son obligatorias, salvo que la columna diga obligatorio=False.
    raiz: la ruta del ORM hasta el objeto de la primera hoja («proyecto», «producto__proyecto»); vacía si no cuelga.
    consulta(usuario): los objetos que ese usuario puede tocar (None = el sistema); por defecto, todos.
    fijos: valores de campos que la hoja no muestra y que llevan sus filas (también filtran la consulta).
    completar(usuario, fila): llena en `fila.valores` lo que se deduce de lo escrito, antes de comparar.
    validar(fila): levanta FilaInvalida o ValidationError si los valores no cuadran entre sí (`fila.valores`).
    permiso(usuario, fila): el motivo por el que no puede escribir esa fila, o None.
    crear(por, motivo, valores), cambiar(objeto, por, motivo, valores), borrar(objeto, por, motivo): verbos propios;
        reciben los valores ya resueltos (objetos, tuplas de objetos) y `cambiar` sólo los que cambian.
    errores: excepciones del dominio cuyo texto es el motivo del rechazo.
    avisar(usuario, filas): pares (fila nueva, frase) de las que se parecen a algo que ya existe.
    rotulo: el campo que dice a la gente qué fila es; también se puede nombrar por él desde otra hoja.
    """

    nombre: str
    modelo: type[models.Model]
    columnas: list[Columna]
    clave: tuple[str, ...]
    raiz: str = ""
    orden: tuple[str, ...] = ("pk",)
    consulta: Callable | None = None
    fijos: dict = field(default_factory=dict)
    completar: Callable | None = None
    avisar: Callable | None = None
    rotulo: str = ""
    validar: Callable | None = None
    permiso: Callable | None = None
    crear: Callable | None = None
    cambiar: Callable | None = None
    borrar: Callable | None = None
    errores: tuple[type[Exception], ...] = ()
    admite_nuevas: bool = True
    admite_eliminar: bool = True
    ayuda: str = ""

    def __post_init__(self):
        for columna in self.columnas:
            if columna.campo in self.clave and columna.obligatorio is None:
                columna.obligatorio = True
            columna.atar(self.modelo)
        self.por_campo = {columna.campo: columna for columna in self.columnas if not columna.informativa}
        faltan = [campo for campo in self.clave if campo not in self.por_campo]
        if faltan:
            raise ErrorDePlanilla(f"La hoja «{self.nombre}» no tiene columna para su clave: {', '.join(faltan)}.")

    @property
    def encabezados(self):
        """Los de la fila 1, en orden, con «eliminar» al final si la hoja lo admite."""
        return [columna.encabezado for columna in self.columnas] + ([ELIMINAR] if self.admite_eliminar else [])

    @property
    def explicacion(self):
        """Lo que la Guía dice de cada columna."""
        explicadas = [
            Explicada(
                columna.encabezado + (" (clave)" if columna.campo in self.clave and not columna.informativa else ""),
                columna.tipo,
                "sí" if columna.obligatorio else "no",
                columna.valores_admitidos(),
                columna.ayuda or str(getattr(columna.campo_del_modelo, "help_text", "") or ""),
            )
            for columna in self.columnas
        ]
        if self.admite_eliminar:
            explicadas.append(Explicada(ELIMINAR, "sí / no", "no", "sí", "Elimina la fila, si nada más la usa."))
        return explicadas

    @property
    def columnas_clave(self):
        return [self.por_campo[campo] for campo in self.clave]

    @property
    def columna_del_codigo(self):
        """La columna Codigo que asigna el sistema, si la clave es ella."""
        columna = self.columnas_clave[0]
        return columna if isinstance(columna, Codigo) and columna.asignado else None

    def clave_de(self, valores):
        """La clave de una fila leída (sus valores por campo, con las referencias resueltas)."""
        return tuple(self.por_campo[campo].identidad(valores[campo]) for campo in self.clave)

    def clave_guardada(self, objeto):
        return tuple(columna.identidad(columna.valor_de(objeto)) for columna in self.columnas_clave)

    def nombre_en_referencias(self, referido, *, sin=0):
        """Lo que otra hoja escribe para nombrar una fila: su clave, sin las primeras `sin` columnas («1 / 1.2»)."""
        objeto = getattr(referido, "objeto", referido)
        partes = []
        for columna in self.columnas_clave[sin:]:
            valor = referido.valores[columna.campo] if objeto is None else columna.valor_de(objeto)
            partes.append(str(columna.escribir(valor)))
        return ENTRE_CLAVES.join(partes)

    def guardados(self, *, usuario=None, raiz=None):
        """Los objetos que la hoja exporta y puede tocar; si cuelga de la raíz, los de ella."""
        base = self.consulta(usuario) if self.consulta else self.modelo._default_manager.all()
        if self.raiz:
            base = base.filter(**{self.raiz: raiz})
        return self._con_referencias(base.filter(**self.fijos))

    def _con_referencias(self, consulta):
        """Trae de una vez lo que las columnas van a nombrar."""
        for columna in self.columnas:
            if not isinstance(columna, Referencia):
                continue
            if columna.campo_del_modelo is None:
                if columna.auxiliar:
                    consulta = consulta.select_related(columna.campo.replace(".", "__"))
                continue
            if columna.multiple:
                consulta = consulta.prefetch_related(columna.campo)
            elif columna.campo_del_modelo.is_relation:
                consulta = consulta.select_related(columna.campo)
        return consulta


@dataclass
class TipoDePlanilla:
    """Un libro: sus hojas en el orden en que se aplican (antes las que otras nombran).

    de_un_objeto: el libro es de un solo objeto, el de su primera hoja (una fila); las demás cuelgan de él.
    puede_ver(usuario) / puede_importar(usuario): quién la descarga y quién la sube; por defecto, cualquiera.
    invisible: para quien no la puede ver no existe (404), en vez de estarle negada (403).
    listado: nombre de la dirección donde se lista lo que trae; allí se vuelve después de aplicar.
    revisar(usuario, resultado): lo que sólo se puede juzgar mirando varias hojas; rechaza las filas que corresponda.
    """

    nombre: str
    titulo: str
    hojas: list[Hoja]
    de_un_objeto: bool = False
    puede_ver: Callable = lambda usuario: True
    puede_importar: Callable = lambda usuario: True
    invisible: bool = False
    listado: str = ""
    revisar: Callable | None = None
    ayuda: str = ""

    def __post_init__(self):
        self.por_nombre = {hoja.nombre: hoja for hoja in self.hojas}
        for hoja in self.hojas:
            for columna in hoja.columnas:
                if isinstance(columna, Referencia) and columna.hoja:
                    columna.destino = self.por_nombre[columna.hoja]

    @property
    def raiz(self):
        """La hoja del objeto del libro, o None si el libro es de muchos."""
        return self.hojas[0] if self.de_un_objeto else None


def registrar(tipo):
    """Pone el tipo a disposición de las órdenes y pantallas; se llama en el módulo `planillas` de cada app."""
    if tipo.nombre in _TIPOS and _TIPOS[tipo.nombre] is not tipo:
        raise ErrorDePlanilla(f"Hay dos planillas llamadas «{tipo.nombre}».")
    _TIPOS[tipo.nombre] = tipo
    return tipo


def tipos_registrados():
    """Todos los tipos registrados, por nombre."""
    return [_TIPOS[nombre] for nombre in sorted(_TIPOS)]


def tipo_llamado(nombre):
    """El tipo de ese nombre. Levanta ErrorDePlanilla con sugerencias si no existe."""
    if nombre not in _TIPOS:
        pista = sugerencia(nombre, sorted(_TIPOS), todas=True)
        raise ErrorDePlanilla(f"No existe la planilla «{nombre}»{pista}" + ("" if pista.endswith("?") else "."))
    return _TIPOS[nombre]
