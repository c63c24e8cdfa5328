"""Encontrar una división, una dirección regional o un territorio por cualquiera de sus nombres o códigos.

No mira tildes, mayúsculas, espacios ni puntuación («LLAY-LLAY», «del Bío Bío», «Región de Valparaíso»), y conoce los
nombres alternativos y los códigos de antes. Un mismo nombre puede ser región, provincia y comuna (Aysén): por eso
siempre se busca en un nivel, y `en_cada_nivel` los recorre.

    comunas = Buscador.de_comunas()          # lee una vez; después no consulta
    comunas.encontrar("Marchigue")           # → Comuna Marchihue
    comunas.encontrar("Valparaizo")          # NombreDesconocido: … ¿Quisiste decir Valparaíso?
"""

import re
from collections import defaultdict
from datetime import date
from difflib import get_close_matches

from comun.busqueda import normalizar
from territorios.models import Comuna, DireccionRegional, NombreAlternativo, Provincia, Region, Territorio

PARECIDO_MINIMO = 0.75
CUANTAS_SUGERENCIAS = 3
PALABRAS_DE_NIVEL = re.compile(r"^(?:direccion regional|region|provincia|comuna|territorio)\b[\s:]*|\s+region$")
PREPOSICION = re.compile(r"^(?:de|del)\s+")


class NombreSinResolver(Exception):
    """El nombre no lleva a un solo objeto; el texto dice por qué y qué escribir."""


class NombreDesconocido(NombreSinResolver):
    """Nadie se llama así; `sugerencias` son los nombres parecidos, del más al menos."""

    def __init__(self, nivel, texto, sugerencias):
        self.sugerencias = sugerencias
        pregunta = f" ¿Quisiste decir {_enumerar(sugerencias)}?" if sugerencias else ""
        super().__init__(f"No se conoce {nivel} «{texto}».{pregunta}")


class NombreAmbiguo(NombreSinResolver):
    """Varios se llaman así; `codigos` son los que sirven para distinguirlos."""

    def __init__(self, nivel, texto, codigos):
        self.codigos = codigos
        super().__init__(f"Hay más de un resultado para {nivel} «{texto}»: escribe el código ({_enumerar(codigos)}).")


def clave(texto):
    """Lo que se compara: letras y cifras sin tildes, sin «Región de», «comuna de» y parecidos."""
    plano = normalizar(str(texto))
    corto = PREPOSICION.sub("", PALABRAS_DE_NIVEL.sub("", plano).strip())
    return re.sub(r"[\W_]", "", corto or plano)


class Buscador:
    """Un nivel con todos sus nombres en memoria: dos o tres consultas al crearlo, ninguna al buscar."""

    def __init__(self, nivel, ancho_del_codigo=0):
        self.nivel = nivel
        self.ancho = ancho_del_codigo
        self._por_clave = defaultdict(dict)
        self._por_codigo = {}

    def anotar(self, objeto, *nombres):
        self._por_codigo[objeto.codigo.casefold()] = objeto
        for nombre in filter(None, nombres):
            self._por_clave[clave(nombre)][objeto.pk] = objeto

    def anotar_codigo(self, codigo, objeto):
        self._por_codigo[codigo.casefold()] = objeto

    def encontrar(self, texto):
        """El objeto con ese código o nombre. Levanta NombreDesconocido (con sugerencias) o NombreAmbiguo."""
        objeto = self._por_codigo.get(self._como_codigo(texto))
        if objeto is not None:
            return objeto
        hallados = self.llamados(texto)
        if not hallados:
            raise NombreDesconocido(self.nivel, str(texto).strip(), self.sugerencias(texto))
        if len(hallados) > 1:
            raise NombreAmbiguo(self.nivel, str(texto).strip(), sorted(objeto.codigo for objeto in hallados))
        return hallados[0]

    def llamados(self, texto):
        """Todos los que llevan ese nombre, sin mirar códigos; puede ser ninguno."""
        return list(self._por_clave.get(clave(texto), {}).values())

    def sugerencias(self, texto):
        """Hasta tres nombres parecidos, sin repetir objeto."""
        parecidas = get_close_matches(clave(texto), self._por_clave, n=6, cutoff=PARECIDO_MINIMO)
        nombres = [objeto.nombre for parecida in parecidas for objeto in self._por_clave[parecida].values()]
        return list(dict.fromkeys(nombres))[:CUANTAS_SUGERENCIAS]

    def _como_codigo(self, texto):
        """Una planilla suele perder el cero inicial: 5101 y «5101» son «05101»."""
        escrito = str(int(texto)) if isinstance(texto, float) and texto.is_integer() else str(texto).strip()
        return escrito.zfill(self.ancho) if escrito.isdecimal() else escrito.casefold()

    # --- Un buscador por nivel ---

    @classmethod
    def de_regiones(cls):
        buscador = cls("la región", ancho_del_codigo=2)
        otros = _alternativos("region")
        for region in Region.objects.all():
            buscador.anotar(region, *_nombres_de_region(region), *otros[region.pk])
        return buscador

    @classmethod
    def de_provincias(cls):
        buscador = cls("la provincia", ancho_del_codigo=3)
        otros = _alternativos("provincia")
        for provincia in Provincia.objects.select_related("region"):
            buscador.anotar(provincia, provincia.nombre, *otros[provincia.pk])
        return buscador

    @classmethod
    def de_comunas(cls):
        buscador = cls("la comuna", ancho_del_codigo=5)
        otros = _alternativos("comuna")
        for comuna in Comuna.objects.con_division().prefetch_related("codigos_historicos"):
            buscador.anotar(comuna, comuna.nombre, *otros[comuna.pk])
            for anterior in comuna.codigos_historicos.all():
                buscador.anotar_codigo(anterior.codigo, comuna)
        return buscador

    @classmethod
    def de_direcciones(cls, *, anio=None):
        """Las del año que se dé (quien existía a su cierre); sin año, las vigentes sin fecha de término."""
        buscador = cls("la dirección regional")
        otros, de_region = _alternativos("direccion"), _alternativos("region")
        filas = DireccionRegional.objects.prefetch_related("regiones")
        filas = filas.vigentes(al=date(anio, 12, 31)) if anio else filas.filter(vigente_hasta__isnull=True)
        for direccion in filas:
            nombres = [direccion.nombre, direccion.slug, direccion.nombre_literal, *otros[direccion.pk]]
            regiones = list(direccion.regiones.all())
            if len(regiones) == 1:
                nombres += [*_nombres_de_region(regiones[0]), *de_region[regiones[0].pk]]
            buscador.anotar(direccion, *nombres)
        return buscador

    @classmethod
    def de_territorios(cls, filas=None):
        """Los territorios de `filas` (por ejemplo los visibles para alguien), o todos."""
        buscador = cls("el territorio")
        otros = _alternativos("territorio")
        for territorio in Territorio.objects.all() if filas is None else filas:
            buscador.anotar(territorio, territorio.nombre, *otros[territorio.pk])
        return buscador


def en_cada_nivel(texto):
    """Lo que se llama así, de lo más grande a lo más chico: [Región de Aysén, provincia de Aysén, comuna de Aysén]."""
    hallados = []
    for crear in (Buscador.de_regiones, Buscador.de_provincias, Buscador.de_comunas, Buscador.de_territorios):
        hallados += crear().llamados(texto)
    return hallados


def _alternativos(nivel):
    """{pk del objeto: [sus otros nombres]}, en una consulta."""
    nombres = defaultdict(list)
    filas = NombreAlternativo.objects.filter(**{f"{nivel}__isnull": False})
    for pk, nombre in filas.values_list(f"{nivel}_id", "nombre"):
        nombres[pk].append(nombre)
    return nombres


def _nombres_de_region(region):
    return region.nombre, region.nombre_corto, region.nombre_completo, region.abreviatura, region.numero_historico


def _enumerar(textos):
    """«A», «A o B», «A, B o C»."""
    *primeros, ultimo = textos
    return f"{', '.join(primeros)} o {ultimo}" if primeros else ultimo
