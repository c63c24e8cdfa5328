"""Tablas de los listados: qué columnas muestran, cómo se ordenan y cómo se reparten en páginas.

Una tabla hace dos consultas, cuántas filas hay y las filas de la página, y las de `preparar` si se le da. Las celdas
se arman aquí y no en la plantilla, porque una plantilla por celda multiplica el tiempo de un listado.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from itertools import islice
from operator import attrgetter
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from comun.formatos import SIMBOLOS, SIN_DATO, formato

POR_PAGINA = 25
A_LA_DERECHA = frozenset({"numero", "entero", "porcentaje", "pnud", *(moneda.lower() for moneda in SIMBOLOS)})
SIN_CORTE = frozenset({"fecha", "fecha_hora", "fecha_larga", "mes", "codigo", "corto"})
SIN_FORMATO = frozenset({"texto", "codigo", "corto", "chip"})
AUSENTE = mark_safe(f'<span class="sin-dato">{SIN_DATO}</span>')


@dataclass(frozen=True)
class Columna:
    """Una columna: título, de dónde sale el valor y cómo se escribe.

    `valor`: ruta de atributos («actor.nombre») o función de la fila; puede devolver HTML seguro (chip, enlace).
    `tipo`: los de comun.formatos.formato, más «codigo», «corto» (textos que no se cortan, como una vigencia) y «chip».
    `orden`: campo o campos del ORM por los que se ordena, o la ruta del atributo si las filas son una lista; sin
    ellos la columna no se ordena.
    `url`: función de la fila que da la dirección que abre el valor, o None si quien mira no puede abrirla.
    `xlsx`: otra ruta o función para el libro, donde va el dato entero (el monto y no su escritura).
    `solo_xlsx`: la columna no se muestra en pantalla; sólo va en el libro.
    """

    titulo: str
    valor: str | Callable
    tipo: str = "texto"
    orden: str | tuple[str, ...] | None = None
    url: Callable | None = None
    xlsx: str | Callable | None = None
    solo_xlsx: bool = False

    @cached_property
    def clave(self):
        """Nombre de la columna en la dirección: ?orden=vencimiento."""
        return slugify(self.titulo)

    @cached_property
    def campos(self):
        return (self.orden,) if isinstance(self.orden, str) else tuple(self.orden or ())

    @cached_property
    def clase(self):
        if self.tipo in A_LA_DERECHA:
            return "num"
        return "sin-corte" if self.tipo in SIN_CORTE else ""

    @cached_property
    def camino(self):
        return self.valor.split(".")

    @cached_property
    def formato(self):
        """El tipo que entiende comun.formatos, o None si el texto va como está."""
        return None if self.tipo in SIN_FORMATO else self.tipo

    def leer(self, fila):
        if callable(self.valor):
            return self.valor(fila)
        dato = fila
        for parte in self.camino:
            dato = getattr(dato, parte, None)
            dato = dato() if callable(dato) else dato
        return dato

    def leer_para_xlsx(self, fila):
        return replace(self, valor=self.xlsx).leer(fila) if self.xlsx else self.leer(fila)

    def escribir(self, fila):
        """HTML seguro del valor, con su enlace si lo tiene."""
        # Se escapa con la biblioteca: la función de Django atiende además textos perezosos, y aquí no los hay.
        dato = self.leer(fila)
        if isinstance(dato, SafeString):
            texto = dato
        elif dato is None or dato == "":
            return AUSENTE
        else:
            texto = escape(dato if type(dato) is str and not self.formato else formato(dato, self.formato))
        direccion = self.url(fila) if self.url else None
        return SafeString(f'<a href="{escape(direccion)}">{texto}</a>' if direccion else texto)


class Tabla:
    """Un listado paginado y ordenable que vive en la dirección: ?orden=clave o ?orden=-clave, ?pagina=n.

    `filas`: queryset ya acotado a lo que la persona ve, o una lista.
    `por_pagina=None` muestra todo (para las tablas dentro de una ficha).
    `prefijo` distingue los parámetros cuando hay dos tablas en la misma página.
    `sustantivo`: cómo se llama una fila y varias, para decir cuántas hay.
    `vacio`: qué se dice, y qué se puede hacer, cuando no hay filas.
    `preparar`: función que recibe las filas de la página y les lee, de una vez, lo que sus columnas necesitan.
    `total_general`: una fila más, con los totales, que va siempre al pie.
    """

    def __init__(
        self,
        columnas,
        filas,
        peticion,
        por_pagina=POR_PAGINA,
        orden_inicial=(),
        vacio="Aún no hay nada aquí.",
        titulo="Resultados",
        sustantivo=("resultado", "resultados"),
        prefijo="",
        preparar=None,
        total_general=None,
    ):
        self.columnas_xlsx = tuple(columnas)
        self.columnas = tuple(columna for columna in self.columnas_xlsx if not columna.solo_xlsx)
        self.peticion = peticion
        self.orden_inicial = tuple(orden_inicial)
        self.vacio = vacio
        self.titulo = titulo
        self.sustantivo = sustantivo
        self.parametro_orden = f"{prefijo}orden"
        self.parametro_pagina = f"{prefijo}pagina"
        self.es_consulta = hasattr(filas, "order_by")
        self.total_general = total_general
        self._filas = filas
        self._preparar = preparar
        self._por_pagina = por_pagina

    # --- orden ---

    @cached_property
    def orden(self):
        """(columna, descendente) que pide la dirección; (None, False) si no pide o pide algo desconocido."""
        pedido = self.peticion.GET.get(self.parametro_orden, "")
        clave = pedido.removeprefix("-")
        for columna in self.columnas:
            if columna.campos and columna.clave == clave:
                return columna, pedido.startswith("-")
        return None, False

    @cached_property
    def filas(self):
        columna, descendente = self.orden
        campos = columna.campos if columna else self.orden_inicial
        if not self.es_consulta:
            return _ordenadas(self._filas, campos[0], descendente) if campos else self._filas
        if descendente:
            campos = tuple(campo[1:] if campo.startswith("-") else f"-{campo}" for campo in campos)
        return self._filas.order_by(*campos, "pk")

    @cached_property
    def se_ordena(self):
        """Alguna columna ordena y hay más de una fila que ordenar."""
        return self.total > 1 and any(columna.campos for columna in self.columnas)

    @cached_property
    def encabezados(self):
        """Por columna: título, clase, dirección que la ordena y sentido actual (para aria-sort)."""
        actual, descendente = self.orden
        encabezados = []
        for columna in self.columnas:
            sentido = ""
            if columna is actual:
                sentido = "descending" if descendente else "ascending"
            elif actual is None and columna.campos and columna.campos == self.orden_inicial:
                sentido = "ascending"
            pedir = f"-{columna.clave}" if sentido == "ascending" else columna.clave
            url = self.direccion(**{self.parametro_orden: pedir}) if columna.campos else ""
            encabezados.append({"titulo": columna.titulo, "clase": columna.clase, "url": url, "sentido": sentido})
        return encabezados

    # --- páginas ---

    @cached_property
    def pagina(self):
        por_pagina = self._por_pagina or max(len(self.filas), 1)
        return Paginator(self.filas, por_pagina).get_page(self.peticion.GET.get(self.parametro_pagina))

    @property
    def total(self):
        return self.pagina.paginator.count

    @property
    def cuenta(self):
        """«1 mesa», «26 a 50 de 132 mesas»."""
        total = formato(self.total, "entero")
        nombre = self.sustantivo[0 if self.total == 1 else 1]
        if self.pagina.paginator.num_pages == 1:
            return f"{total} {nombre}"
        desde, hasta = (formato(n, "entero") for n in (self.pagina.start_index(), self.pagina.end_index()))
        return f"{desde} a {hasta} de {total} {nombre}"

    @property
    def paginas(self):
        """Lo que se muestra en el paginador: (número o «…», dirección, es la actual)."""
        for numero in self.pagina.paginator.get_elided_page_range(self.pagina.number, on_each_side=2, on_ends=1):
            es_numero = isinstance(numero, int)
            url = self.direccion(**{self.parametro_pagina: numero}) if es_numero else ""
            yield numero, url, numero == self.pagina.number

    @property
    def url_anterior(self):
        return self._url_pagina(self.pagina.previous_page_number) if self.pagina.has_previous() else ""

    @property
    def url_siguiente(self):
        return self._url_pagina(self.pagina.next_page_number) if self.pagina.has_next() else ""

    def _url_pagina(self, numero):
        return self.direccion(**{self.parametro_pagina: numero()})

    # --- direcciones y filas ---

    def direccion(self, **cambios):
        """La misma dirección con otros valores; al reordenar se vuelve a la primera página."""
        return f"?{urlencode({**self._parametros, **cambios}, doseq=True)}"

    @cached_property
    def _parametros(self):
        return {nombre: valores for nombre, valores in self.peticion.GET.lists() if nombre != self.parametro_pagina}

    @property
    def filtrada(self):
        """Hay en la dirección algún parámetro con valor que no es de orden, de página ni la pestaña de una ficha."""
        propios = {self.parametro_orden, self.parametro_pagina, "seccion"}
        return any(valor for nombre, valor in self.peticion.GET.items() if nombre not in propios)

    # --- libro ---

    se_descarga = False  # lo enciende comun.tablas_xlsx.mostrar_listado

    @property
    def url_xlsx(self):
        return self.direccion(formato="xlsx")

    def como_xlsx(self, nombre):
        """Respuesta que descarga todas las filas del filtro, en su orden, como «nombre-aaaa-mm-dd.xlsx»."""
        from comun.tablas_xlsx import respuesta

        return respuesta(self, nombre)

    def todas(self, tope, de_a):
        """Las primeras `tope` filas, leídas de a `de_a` y preparadas como las de una página."""
        filas = self.filas[:tope]
        recorrido = iter(filas.iterator(chunk_size=de_a) if self.es_consulta else filas)
        while tramo := list(islice(recorrido, de_a)):
            if self._preparar:
                self._preparar(tramo)
            yield from tramo

    # --- filas ---

    @cached_property
    def cuerpo(self):
        """Las filas de la página como HTML seguro; la primera celda encabeza la fila."""
        plantilla = self._plantilla_de_fila()
        columnas, filas = self.columnas, list(self.pagina)
        if self._preparar:
            self._preparar(filas)
        return mark_safe("".join(plantilla % tuple(c.escribir(fila) for c in columnas) for fila in filas))

    @cached_property
    def pie(self):
        """La fila de los totales como HTML seguro; vacía si no la hay."""
        if self.total_general is None:
            return ""
        return mark_safe(self._plantilla_de_fila() % tuple(c.escribir(self.total_general) for c in self.columnas))

    def _plantilla_de_fila(self):
        celdas = []
        for indice, columna in enumerate(self.columnas):
            marca = 'th scope="row"' if indice == 0 else "td"
            clase = f' class="{columna.clase}"' if columna.clase else ""
            titulo = conditional_escape(columna.titulo).replace("%", "%%")
            celdas.append(f'<{marca}{clase} data-titulo="{titulo}">%s</{marca[:2]}>')
        return f"<tr>{''.join(celdas)}</tr>\n"


def _ordenadas(filas, campo, descendente):
    """Las filas de una lista por un atributo; las que no lo saben van al final en ambos sentidos."""
    leer = attrgetter(campo)
    sabidas = [fila for fila in filas if leer(fila) is not None]
    return sorted(sabidas, key=leer, reverse=descendente) + [fila for fila in filas if leer(fila) is None]
