"""Qué cambió, desde un momento, de lo que le toca a una persona: cada objeto con quién y qué, en una frase.

Sale del historial de los tipos anunciados y de sus partes; lo propio no es novedad. Las consultas dependen de cuántas
clases de objeto cambiaron, no de cuántas filas.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Count, F, Max, Value
from django.urls import reverse
from django.utils.timezone import localtime

from comun.historial.lectura import con_su_anterior, diferencias, relaciones
from comun.historial.registro import Historiado, anunciados
from comun.permissions import puede_ver_historial

DIAS_A_LO_MAS = 30
CAMPOS_A_LO_MAS = 3
QUIENES_A_LO_MAS = 2
REGISTROS_POR_OBJETO = 20
CREO, CAMBIO, ELIMINO = "+", "~", "-"
VERBOS = {CREO: ("agregó", "agregaron"), CAMBIO: ("cambió", "cambiaron"), ELIMINO: ("eliminó", "eliminaron")}


class Fuente(NamedTuple):
    """Un modelo con historial y el camino hasta el objeto al que pertenece; «id» si es él mismo."""

    tipo: Historiado
    modelo: type
    camino: str


class Clave(NamedTuple):
    """Un objeto: la palabra de su tipo y su clave primaria."""

    tipo: str
    pk: int


@dataclass
class Novedad:
    """Un objeto que cambió: qué es, dónde se mira, quién hizo qué y cuándo fue lo último."""

    clase: str
    titulo: str
    url: str
    url_historial: str
    frase: str
    cuando: datetime


@dataclass
class Novedades:
    """Los objetos que cambiaron desde un momento, y si quedaron otros sin mostrar."""

    desde: datetime
    objetos: list[Novedad] = field(default_factory=list)
    hay_mas: bool = False


def _sin_acotar(filas):
    return filas


def desde_la_ultima_visita(usuario, *, ahora, a_lo_mas, acotar=_sin_acotar):
    """Las Novedades desde su visita anterior, de a lo más treinta días; None si no había venido antes."""
    if usuario.visita_anterior is None:
        return None
    desde = max(usuario.visita_anterior, ahora - timedelta(days=DIAS_A_LO_MAS))
    return novedades(usuario, desde=desde, a_lo_mas=a_lo_mas, acotar=acotar)


def novedades(usuario, *, desde, a_lo_mas, acotar=_sin_acotar):
    """Los `a_lo_mas` objetos que otras personas cambiaron después de `desde`, del más nuevo al más antiguo.

    `acotar`: función que recibe los objetos de un tipo que le tocan y deja sólo los que se quieren contar.
    """
    ajenos = _Ajenos(usuario, desde)
    ultimos = ajenos.ultimos(a_lo_mas + 1, acotar)
    redactor = _Redactor(usuario, ajenos, [clave for _, clave in ultimos[:a_lo_mas]])
    objetos = [redactor.novedad(clave, cuando) for cuando, clave in ultimos[:a_lo_mas] if clave in redactor.objetos]
    return Novedades(desde, objetos, hay_mas=len(ultimos) > a_lo_mas)


@cache
def fuentes():
    """De dónde salen las novedades. Un tipo que es parte de otro se cuenta con él; una parte, sólo donde más de cerca.

    Así el integrante que se agrega cambia su mesa y no también su instancia.
    """
    todos = anunciados()
    de_otro = {parte.modelo for uno in todos for parte in uno.partes}
    tipos = [uno for uno in todos if uno.modelo not in de_otro and hasattr(uno.modelo.objects, "visibles_para")]
    partes = [(tipo, parte) for tipo in tipos for parte in tipo.partes]
    cercania = {
        modelo: min(_lejos(p) for _, p in partes if p.modelo is modelo) for modelo in {p.modelo for _, p in partes}
    }
    return (
        *(Fuente(tipo, tipo.modelo, "id") for tipo in tipos),
        *(
            Fuente(tipo, parte.modelo, camino)
            for tipo, parte in partes
            if _lejos(parte) == cercania[parte.modelo]
            for camino in parte.caminos
        ),
    )


def _lejos(parte):
    return min(camino.count("__") for camino in parte.caminos)


class _Ajenos:
    """Los registros del historial que otras personas dejaron después de un momento."""

    def __init__(self, usuario, desde):
        self.usuario, self.desde = usuario, desde
        self.activas = self._con_movimiento()

    def de(self, modelo):
        return modelo.history.filter(history_date__gt=self.desde).exclude(history_user=self.usuario).order_by()

    def _con_movimiento(self):
        """Las fuentes que tienen algún registro, en una sola consulta y sin mirar todavía de qué objetos."""
        modelos = list({fuente.modelo: None for fuente in fuentes()})
        hay = [
            self.de(modelo).annotate(de_cual=Value(i)).values_list("de_cual").distinct()
            for i, modelo in enumerate(modelos)
        ]
        con_algo = {modelos[i] for (i,) in hay[0].union(*hay[1:])}
        return [fuente for fuente in fuentes() if fuente.modelo in con_algo]

    def ultimos(self, cuantos, acotar):
        """Los últimos objetos que cambiaron, de los que le tocan: pares (cuándo, Clave), sin repetir."""
        if not self.activas:
            return []
        tipos = {fuente.tipo for fuente in self.activas}
        suyos = {tipo: acotar(tipo.que_tocan_a(self.usuario)).values("pk") for tipo in tipos}
        consultas = [
            self.de(fuente.modelo)
            .filter(**{f"{fuente.camino}__in": suyos[fuente.tipo]})
            .annotate(de_cual=Value(i), dueno=F(fuente.camino))
            .values("de_cual", "dueno")
            .annotate(ultimo=Max("history_date"))
            .values_list("ultimo", "de_cual", "dueno")
            for i, fuente in enumerate(self.activas)
        ]
        por_tipo = Counter(fuente.tipo.tipo for fuente in self.activas)
        filas = consultas[0].union(*consultas[1:], all=True).order_by("-ultimo", "de_cual", "dueno")
        hallados = {}
        for cuando, i, pk in filas[: cuantos * max(por_tipo.values())]:
            hallados.setdefault(Clave(self.activas[i].tipo.tipo, pk), cuando)
        return [(cuando, clave) for clave, cuando in hallados.items()][:cuantos]

    def hechos(self, claves):
        """{Clave: [(fuente, acto, quién, cuántas filas)]} de esos objetos, en una sola consulta."""
        suyos = defaultdict(list)
        for clave in claves:
            suyos[clave.tipo].append(clave.pk)
        consultas = [
            self.de(fuente.modelo)
            .filter(**{f"{fuente.camino}__in": suyos[fuente.tipo.tipo]})
            .annotate(de_cual=Value(i), dueno=F(fuente.camino))
            .values("de_cual", "dueno", "history_type", "history_user_id")
            .annotate(cuantas=Count("id", distinct=True))
            .values_list("de_cual", "dueno", "history_type", "history_user_id", "cuantas")
            for i, fuente in enumerate(self.activas)
            if fuente.tipo.tipo in suyos
        ]
        hechos = defaultdict(list)
        for i, pk, acto, quien, cuantas in consultas[0].union(*consultas[1:], all=True) if claves else ():
            hechos[Clave(self.activas[i].tipo.tipo, pk)].append((self.activas[i], acto, quien, cuantas))
        return hechos


class _Redactor:
    """Escribe la frase de cada objeto; lee de una vez los objetos, sus campos cambiados y los nombres."""

    def __init__(self, usuario, ajenos, claves):
        self.con_nombres = puede_ver_historial(usuario)
        self.hechos = ajenos.hechos(claves)
        self.tipos = {fuente.tipo.tipo: fuente.tipo for fuente in ajenos.activas}
        quienes = {quien for hechos in self.hechos.values() for _, _, quien, _ in hechos} - {None}
        self.quienes = get_user_model().objects.in_bulk(quienes)
        self.objetos, self.campos = {}, defaultdict(dict)
        for tipo in {clave.tipo for clave in claves}:
            suyos = [clave.pk for clave in claves if clave.tipo == tipo]
            modelo = self.tipos[tipo].modelo
            self.objetos |= {Clave(tipo, pk): objeto for pk, objeto in modelo.objects.in_bulk(suyos).items()}
            cambiados = [pk for pk in suyos if self._propios(Clave(tipo, pk)) == {CAMBIO}]
            if cambiados:
                self._anotar_campos(tipo, ajenos.de(modelo).filter(id__in=cambiados), len(cambiados))

    def _propios(self, clave):
        """Lo que se le hizo al objeto mismo, no a sus partes."""
        return {acto for fuente, acto, _, _ in self.hechos[clave] if fuente.camino == "id"}

    def _anotar_campos(self, tipo, registros, cuantos):
        pares = con_su_anterior(registros.order_by("-history_date", "-history_id")[: cuantos * REGISTROS_POR_OBJETO])
        muchos = relaciones([uno for par in pares for uno in par if uno])
        for registro, anterior in pares:
            for campo, _, _ in diferencias(registro, anterior, muchos):
                self.campos[Clave(tipo, registro.id)].setdefault(campo.verbose_name)

    def novedad(self, clave, cuando):
        objeto, tipo = self.objetos[clave], self.tipos[clave.tipo]
        url_historial = reverse("historial", args=[clave.tipo, objeto.codigo]) if self.con_nombres else ""
        return Novedad(
            clase=tipo.modelo._meta.verbose_name,
            titulo=str(objeto),
            url=tipo.ficha(objeto),
            url_historial=url_historial,
            frase=self._frase(clave),
            cuando=localtime(cuando),
        )

    def _frase(self, clave):
        """«Ana Pérez y Luis Soto cambiaron «fase» y «objetivo»; agregaron 2 integrantes»."""
        sujeto, varios = self._sujeto({quien: None for _, _, quien, _ in self.hechos[clave]})
        propios, dichos = self._propios(clave), []
        if CREO in propios:
            dichos.append("crearon el registro" if varios else "creó el registro")
        elif CAMBIO in propios:
            dichos.append(self._cambio_de_campos(list(self.campos[clave]), varios))
        partes = Counter()
        for fuente, acto, _, cuantas in self.hechos[clave]:
            if fuente.camino != "id":
                partes[acto, fuente.modelo] += cuantas
        for acto, verbo in VERBOS.items():
            nombres = [_contadas(modelo, n) for (otro, modelo), n in partes.items() if otro == acto]
            if nombres:
                dichos.append(f"{verbo[varios]} {_enumerar(nombres)}")
        return f"{sujeto} {'; '.join(dichos)}"

    def _sujeto(self, quienes):
        """(quién lo hizo, si son varios); a quien observa no se le nombran personas."""
        if not self.con_nombres:
            return "El equipo", False
        nombres = [str(self.quienes.get(quien, "El sistema")) for quien in quienes]
        if len(nombres) > QUIENES_A_LO_MAS + 1:
            nombres = [*nombres[:QUIENES_A_LO_MAS], f"{len(nombres) - QUIENES_A_LO_MAS} personas más"]
        return _enumerar(nombres), len(nombres) > 1

    def _cambio_de_campos(self, campos, varios):
        if not campos:
            return "guardaron sin cambiar datos" if varios else "guardó sin cambiar datos"
        nombres = [f"«{campo}»" for campo in campos]
        if len(campos) > CAMPOS_A_LO_MAS + 1:
            nombres = [*nombres[:CAMPOS_A_LO_MAS], f"{len(campos) - CAMPOS_A_LO_MAS} datos más"]
        return f"{VERBOS[CAMBIO][varios]} {_enumerar(nombres)}"


def _contadas(modelo, cuantas):
    return f"{cuantas} {modelo._meta.verbose_name if cuantas == 1 else modelo._meta.verbose_name_plural}"


def _enumerar(textos):
    """«A», «A y B», «A, B y C»."""
    *primeros, ultimo = textos
    return f"{', '.join(primeros)} y {ultimo}" if primeros else ultimo
