"""Leer el historial de un objeto y de sus partes por páginas, con un número de consultas que no crece."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery, Value
from django.utils.timezone import localtime

from comun.formatos import SIN_DATO, formato
from comun.models.registrado import HISTORIAL
from comun.partes import Parte

POR_PAGINA = 25
ACTOS = {"+": "creó", "~": "cambió", "-": "eliminó"}
RESERVADO = "(reservado)"
NO_VISIBLE = "(algo que no puedes ver)"
YA_NO_EXISTE = "(ya no existe)"
QUE_NO_SE_CUENTAN = frozenset({"id", "version"})
LARGO = 300


class Cambio(NamedTuple):
    """Un campo: cómo se llama, qué decía (vacío si nació) y qué dice."""

    rotulo: str
    antes: str
    despues: str

    @property
    def es_largo(self):
        return max(len(self.antes), len(self.despues)) > LARGO


@dataclass
class Movimiento:
    """Un registro del historial, listo para mostrar."""

    cuando: datetime
    quien: str
    acto: str
    que: str
    motivo: str
    cambios: list[Cambio]


def leer(tipo, objeto, usuario, numero=1):
    """La página `numero` del historial de `objeto`, cuyos elementos son Movimiento, del más nuevo al más antiguo.

    `tipo`: el Historiado del objeto. Lo que `usuario` no puede ver se dice sin nombrarlo.
    """
    fuentes = [Parte(tipo.modelo, ("id",)), *tipo.partes]
    pagina = Paginator(_todos(fuentes, objeto), POR_PAGINA).get_page(numero)
    registros = _registros(fuentes, pagina.object_list)
    redactor = _Redactor(usuario, tipo.modelo, tipo.reservados(usuario, objeto), registros)
    pagina.object_list = [redactor.movimiento(registro, anterior) for registro, anterior in registros]
    return pagina


def _todos(fuentes, objeto):
    """(fecha, registro, fuente) de todo lo ocurrido, en una sola consulta que se reparte en páginas."""
    consultas = [
        parte.modelo.history.filter(parte.filtro(objeto))
        .order_by()
        .annotate(de_cual=Value(i))
        .values_list("history_date", "history_id", "de_cual")
        for i, parte in enumerate(fuentes)
    ]
    return consultas[0].union(*consultas[1:]).order_by("-history_date", "-history_id", "de_cual")


def _registros(fuentes, claves):
    """Los pares (registro, anterior) de la página, en su orden: dos consultas por modelo que aparece."""
    claves = list(claves)
    hallados = {}
    for i in {fuente for _, _, fuente in claves}:
        suyos = fuentes[i].modelo.history.filter(history_id__in=[clave for _, clave, fuente in claves if fuente == i])
        for registro, anterior in con_su_anterior(suyos.select_related("history_user")):
            hallados[i, registro.history_id] = (registro, anterior)
    return [hallados[fuente, clave] for _, clave, fuente in claves]


def con_su_anterior(registros):
    """Pares (registro, el anterior del mismo objeto o None) de una consulta sobre un historial; hace dos."""
    modelo = registros.model
    previo = modelo.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    previo = previo.order_by("-history_id").values("history_id")[:1]
    leidos = list(registros.annotate(registro_previo=Subquery(previo)))
    anteriores = modelo.objects.in_bulk([uno.registro_previo for uno in leidos if uno.registro_previo])
    return [(uno, anteriores.get(uno.registro_previo)) for uno in leidos]


def diferencias(registro, anterior, muchos):
    """Ternas (campo, antes, después) de lo que cambió, sin escribir; de lo que nace, sólo lo que trae.

    `muchos`: las `relaciones` de ambos registros.
    """
    nacio = registro.history_type == "+" or anterior is None
    for campo in registro.tracked_fields:
        if campo.name in QUE_NO_SE_CUENTAN:
            continue
        despues = getattr(registro, campo.attname)
        antes = None if nacio else getattr(anterior, campo.attname)
        if antes != despues and not (nacio and despues in (None, "")):
            yield campo, antes, despues
    for campo in registro._history_m2m_fields:
        despues = muchos.get((type(registro), campo.name, registro.history_id), frozenset())
        antes = frozenset()
        if not nacio:
            antes = muchos.get((type(registro), campo.name, anterior.history_id), frozenset())
        if antes != despues:
            yield campo, antes, despues


class _Redactor:
    """Escribe los registros de una página; lee de una vez, por modelo, todo lo que ellos nombran."""

    def __init__(self, usuario, modelo, reservados, registros):
        self.modelo = modelo
        self.reservados = reservados
        todos = [registro for par in registros for registro in par if registro is not None]
        self.muchos = relaciones(todos)
        self.objetos, self.visibles = _nombrados(usuario, todos, self.muchos)

    def movimiento(self, registro, anterior):
        return Movimiento(
            cuando=localtime(registro.history_date),
            quien=str(registro.history_user or "el sistema"),
            acto=ACTOS[registro.history_type],
            que="" if registro.instance_type is self.modelo else self._que(registro),
            motivo=registro.history_change_reason or "",
            cambios=[] if registro.history_type == "-" else list(self._cambios(registro, anterior)),
        )

    def _que(self, registro):
        """«Integrante: Municipalidad de Ejemplo»."""
        instancia = registro.instance
        for campo in _foraneas(registro):
            otro = self.objetos.get((campo.related_model, getattr(registro, campo.attname)))
            if otro is not None:
                setattr(instancia, campo.name, otro)
        nombre = registro.instance_type._meta.verbose_name
        try:
            return f"{nombre}: {instancia}"
        except ObjectDoesNotExist:
            return nombre

    def _cambios(self, registro, anterior):
        nacio = registro.history_type == "+" or anterior is None
        for campo, antes, despues in diferencias(registro, anterior, self.muchos):
            escribir = self._listar if campo.many_to_many else self._escribir
            yield self._cambio(registro, campo, escribir(campo, antes), escribir(campo, despues), nacio)

    def _cambio(self, registro, campo, antes, despues, nacio):
        if registro.instance_type is self.modelo and campo.name in self.reservados:
            antes = despues = RESERVADO
        return Cambio(campo.verbose_name, "" if nacio else antes, despues)

    def _escribir(self, campo, valor):
        if valor is None or valor == "":
            return SIN_DATO
        if campo.remote_field:
            return self._nombre(campo.related_model, valor)
        if campo.flatchoices:
            return str(dict(campo.flatchoices).get(valor, valor))
        if isinstance(valor, bool):
            return "sí" if valor else "no"
        if isinstance(valor, dict | list):
            return f"({len(valor)} datos)"
        if isinstance(valor, int) and campo.name.startswith("anio"):
            return str(valor)
        return formato(valor) if isinstance(valor, datetime) else _simple(valor)

    def _nombre(self, modelo, clave):
        if (modelo, clave) not in self.objetos:
            return YA_NO_EXISTE
        return str(self.objetos[modelo, clave]) if (modelo, clave) in self.visibles else NO_VISIBLE

    def _listar(self, campo, claves):
        return ", ".join(sorted(self._nombre(campo.related_model, clave) for clave in claves)) or SIN_DATO


def _simple(valor):
    return formato(valor) if isinstance(valor, date | int) or hasattr(valor, "as_tuple") else str(valor)


def _foraneas(registro):
    return [campo for campo in registro.tracked_fields if campo.remote_field]


def relaciones(registros):
    """{(modelo de historial, campo, registro): claves} de lo muchos a muchos: una consulta por campo."""
    salida = {}
    for modelo in {type(registro) for registro in registros}:
        ids = [registro.history_id for registro in registros if type(registro) is modelo]
        for campo in modelo._history_m2m_fields:
            otra = f"{campo.m2m_reverse_field_name()}_id"
            filas = HISTORIAL.m2m_models[campo].objects
            for historia, clave in filas.filter(history_id__in=ids).values_list("history_id", otra):
                salida.setdefault((modelo, campo.name, historia), set()).add(clave)
    return salida


def _nombrados(usuario, registros, muchos):
    """Los objetos que nombran los registros, por (modelo, clave), y cuáles de ellos ve `usuario`."""
    claves = {}
    for registro in registros:
        for campo in _foraneas(registro):
            claves.setdefault(campo.related_model, set()).add(getattr(registro, campo.attname))
    por_campo = {(type(r), campo.name): campo for r in registros for campo in r._history_m2m_fields}
    for (modelo, nombre, _), ids in muchos.items():
        claves.setdefault(por_campo[modelo, nombre].related_model, set()).update(ids)
    objetos, visibles = {}, set()
    for modelo, ids in claves.items():
        ids -= {None}
        todos = modelo._default_manager.filter(pk__in=ids)
        # A quien usa el sistema el historial ya lo nombra como autor de los cambios: el personal lo lee.
        acotado = hasattr(todos, "visibles_para") and modelo is not get_user_model()
        suyos = todos.visibles_para(usuario) if acotado else todos
        hallados = {(modelo, objeto.pk): objeto for objeto in suyos}
        visibles |= set(hallados)
        if len(hallados) < len(ids):
            hallados |= {(modelo, objeto.pk): objeto for objeto in todos}
        objetos |= hallados
    return objetos, visibles
