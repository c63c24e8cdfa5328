"""Qué pasa cuando cada quien envía datos a cada dirección que escribe, y cómo se mira si algo quedó escrito.

Toda fila de la matriz que admite POST lleva `post=Escritura(...)`: sin eso, el barrido falla.
"""

import re
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from django.forms import BaseForm, ModelChoiceField, ModelForm
from django.forms.formsets import BaseFormSet

from territorios.models import DocumentoTerritorio
from tests.fabricas.informes import (
    DonanteFactory,
    GastoFactory,
    IndicadorFactory,
    ProductoFactory,
    ProyectoFactory,
    ResultadoPaisFactory,
)
from tests.fabricas.mesas import EjeFactory, InstanciaFactory, MesaFactory
from tests.fabricas.sesiones import ActaFactory, CompromisoFactory, SesionFactory
from tests.fabricas.territorios import TerritorioFactory

TODOS_302 = "302 302 302 302 302 302"
SUYA = "302 403 404 403 404 403"  # de Valparaíso: escribe su editora; quien no la ve recibe 404, quien sólo la ve, 403
SUYA_Y_NACIONAL = "302 403 404 302 404 403"
DE_QUIEN_ADMINISTRA = "403 403 403 403 403 302"


@dataclass(frozen=True)
class Escritura:
    """El envío válido de una dirección: qué responde a cada rol y con qué datos.

    `estados`: en el orden de ROLES, como en la lectura. 403 y 404 no deben dejar nada escrito; lo demás, sí.
    `datos`: recibe el elenco y los argumentos de la dirección; devuelve lo que se envía, válido para quien puede.
    `ajenos`: además de los campos que eligen un objeto (esos se prueban solos), los campos escondidos o de texto que
    nombran uno; recibe el elenco y devuelve {campo: valor de otra región}.
    `escribe`: falso si enviar bien no cambia filas (salir, pedir un correo).
    """

    estados: str
    datos: Callable = lambda elenco, **argumentos: {}
    ajenos: Callable = lambda elenco: {}
    escribe: bool = True


# Lo que una petición deja sin que nadie haya escrito nada: la sesión y el registro de lecturas y rechazos.
SIN_IMPORTANCIA = {"django_session", "comun_bitacora", "account_emailaddress"}


# Lo que se puede decir a la base sin cambiar ninguna fila.
SIN_ESCRIBIR = re.compile(
    r"^\s*(?:(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA|SET)\b"
    rf"|(?:INSERT INTO|UPDATE|DELETE FROM) \"(?:{'|'.join(SIN_IMPORTANCIA)})\")",
    re.IGNORECASE,
)


class Vigia:
    """Qué tablas cambiaron mientras se miraba: vuelve a leerlas sólo si la base recibió algo que pudo cambiarlas."""

    def __init__(self, antes):
        self.antes, self.hubo = antes, False

    def __call__(self, execute, sql, params, many, context):
        self.hubo = self.hubo or not SIN_ESCRIBIR.match(sql)
        return execute(sql, params, many, context)

    def cambios(self):
        return cambios(self.antes, foto()) if self.hubo else set()


@contextmanager
def vigilando(antes=None):
    """Mira lo que se escriba adentro; `antes` es la foto de la que se parte, si ya se tiene."""
    vigia = Vigia(antes or foto())
    with connection.execute_wrapper(vigia):
        yield vigia


def foto():
    """Todas las filas de todas las tablas, para saber si algo cambió."""
    tablas = {}
    with connection.cursor() as cursor:
        for modelo in apps.get_models(include_auto_created=True):
            tabla = modelo._meta.db_table
            if tabla not in SIN_IMPORTANCIA:
                cursor.execute(f'SELECT * FROM "{tabla}"')
                tablas[tabla] = sorted(map(repr, cursor.fetchall()))
    return tablas


def cambios(antes, despues):
    return {tabla for tabla in antes if antes[tabla] != despues[tabla]}


def formularios(respuesta):
    """Los formularios que la página mostró, también los de cada fila de una tabla editable."""
    hallados = {}
    for capa in _capas(getattr(respuesta, "context", None)):
        for valor in capa.values():
            for formulario in _desplegar(valor):
                hallados[id(formulario)] = formulario
    return list(hallados.values())


def _capas(contexto):
    for parte in contexto or ():
        if isinstance(parte, dict):
            yield parte
        elif hasattr(parte, "dicts"):
            yield from parte.dicts


def _desplegar(valor):
    if isinstance(valor, BaseForm):
        if "__prefix__" not in (valor.prefix or ""):  # el molde de una fila nueva no se envía
            yield valor
    elif isinstance(valor, BaseFormSet):
        yield from valor.forms
    elif isinstance(valor, list | tuple):
        for parte in valor:
            yield from _desplegar(parte)


# --- Objetos de otra región, para ponerlos donde no corresponde ---


def _de_maule(fabrica):
    return lambda elenco: fabrica(direcciones=[elenco.maule])


OBJETOS_AJENOS = {
    "mesas.Mesa": _de_maule(MesaFactory),
    "mesas.Instancia": lambda elenco: InstanciaFactory(mesa__direcciones=[elenco.maule]),
    "mesas.Eje": lambda elenco: EjeFactory(mesa__direcciones=[elenco.maule]),
    "mesas.Sesion": _de_maule(SesionFactory),
    "mesas.Acuerdo": lambda elenco: ActaFactory(
        direcciones=[elenco.maule], acuerdos=["Acuerdo de otra región"], aprobada=True
    ).acuerdos.get(),
    "mesas.Compromiso": _de_maule(CompromisoFactory),
    "informes.Proyecto": _de_maule(ProyectoFactory),
    "informes.Producto": lambda elenco: ProductoFactory(proyecto__direcciones=[elenco.maule]),
    "informes.Donante": lambda elenco: DonanteFactory(proyecto__direcciones=[elenco.maule]),
    "informes.ResultadoPais": lambda elenco: ResultadoPaisFactory(proyecto__direcciones=[elenco.maule]),
    "informes.Indicador": lambda elenco: IndicadorFactory(producto__proyecto__direcciones=[elenco.maule]),
    "informes.Gasto": lambda elenco: GastoFactory(producto__proyecto__direcciones=[elenco.maule]),
    "territorios.DireccionRegional": lambda elenco: elenco.maule,
    "territorios.DocumentoTerritorio": lambda elenco: DocumentoTerritorio.crear(
        por=None, territorio=TerritorioFactory(), tipo="memo"
    ),
}
# Directorios comunes a todo el país: elegir una fila de otra región no da ni quita derechos. También las filas que una
# tabla editable lleva escondidas: que no entre la de otro objeto se prueba con el conjunto y en cada pantalla.
COMUNES = {
    "actores.Actor",
    "actores.Programa",
    "actores.TipoActor",
    "actores.Representacion",
    "actores.Usuario",
    "informes.ItemPresupuestario",
    "actores.Vinculo",
    "mesas.PuntoTabla",
    "territorios.Comuna",
    "territorios.Localidad",
    "territorios.Macrozona",
    "territorios.NombreAlternativo",
    "territorios.Provincia",
    "territorios.Region",
    "territorios.Territorio",
}


def elecciones(formulario):
    """(nombre con que se envía, campo) de cada campo que elige un objeto."""
    for nombre, campo in formulario.fields.items():
        # La fila en blanco de una tabla no elige ningún objeto: su número escondido no se mira.
        fila_en_blanco = nombre == "id" and getattr(formulario, "instance", None) and formulario.instance.pk is None
        if isinstance(campo, ModelChoiceField) and not fila_en_blanco:
            yield formulario.add_prefix(nombre), campo


def valor_de(campo, objeto):
    """Lo que el navegador enviaría para elegir ese objeto en ese campo."""
    return getattr(objeto, campo.to_field_name or "pk")


# --- Campos de más ---

SIEMPRE_DE_MAS = {
    "id": "1",
    "pk": "1",
    "codigo": "M-99-9999",
    "version": "999",
    "estado": "cerrado",
    "rol": "administrador",
    "is_superuser": "on",
    "is_staff": "on",
    "usuario": "1",
    "por": "1",
    "motivo_inventado": "INTRUSO",
}


def de_mas(respuesta, datos):
    """Los campos que el formulario no muestra y alguien podría agregar a mano, con un valor que se notaría."""
    mostrados, inventos = set(datos), dict(SIEMPRE_DE_MAS)
    for formulario in formularios(respuesta) if respuesta else ():
        mostrados |= {formulario.add_prefix(nombre) for nombre in formulario.fields}
        if isinstance(formulario, ModelForm):
            for campo in formulario._meta.model._meta.concrete_fields:
                inventos[formulario.add_prefix(campo.name)] = _invento(campo)
    return {nombre: valor for nombre, valor in inventos.items() if nombre not in mostrados}


def _invento(campo):
    if campo.choices:
        return str(campo.flatchoices[-1][0])
    if isinstance(campo, models.BooleanField):
        return "on"
    if isinstance(campo, models.DateField):
        return "2001-01-01"
    return "999" if isinstance(campo, models.IntegerField | models.DecimalField | models.ForeignKey) else "INTRUSO"
