"""Todo modelo se explica, se nombra, se administra y decide qué pasa al borrar."""

import importlib
import re

import pytest
from django.contrib import admin
from django.db import models

from comun.models import Codificado, Registrado
from tests.coherencia.nuestro import APPS, leer, modelos, pruebas

# Sin admin propio ni como parte de otro, con su razón.
SIN_ADMIN = {}
# Relaciones que no protegen, revisadas una a una: lo que apunta es una parte sin vida propia, y se va con su todo.
# (Ese todo, si ya tiene sesiones, actas, compromisos o informes, está protegido por ellos.)
EN_CASCADA = [
    "comun.LibroSubido.por",
    "territorios.CodigoHistorico.comuna",
    "territorios.DefinicionTerritorio.territorio",
    "territorios.DocumentoTerritorio.territorio",
    "territorios.Localidad.territorio",
    "territorios.NombreAlternativo.comuna",
    "territorios.NombreAlternativo.direccion",
    "territorios.NombreAlternativo.provincia",
    "territorios.NombreAlternativo.region",
    "territorios.NombreAlternativo.territorio",
    "actores.AliasActor.actor",
    "actores.Representacion.persona",
    "actores.Vinculo.destino",
    "actores.Vinculo.origen",
    "mesas.ActividadPlan.mesa",
    "mesas.Acuerdo.acta",
    "mesas.AliasMesa.mesa",
    "mesas.ArchivoDeMesa.sesion",
    "mesas.Asistencia.sesion",
    "mesas.Convocado.sesion",
    "mesas.Diagnostico.mesa",
    "mesas.DocumentoMesa.mesa",
    "mesas.Eje.mesa",
    "mesas.Instancia.mesa",
    "mesas.Integrante.instancia",
    "mesas.ParteDelCompromiso.compromiso",
    "mesas.PuntoTabla.sesion",
    "mesas.RecuentoDeAsistencia.sesion",
    "informes.Actividad.producto",
    "informes.AporteAnual.donante",
    "informes.DecisionDelComite.leccion",
    "informes.Donante.proyecto",
    "informes.EnlaceDeEvidencia.informe",
    "informes.GastoDelAnio.proyecto",
    "informes.Indicador.producto",
    "informes.Indicador.resultado_pais",
    "informes.Leccion.informe",
    "informes.LogroAnual.indicador",
    "informes.Presupuesto.proyecto",
    "informes.ObservacionAnual.informe",
    "informes.Producto.proyecto",
    "informes.PropuestaAceptada.indicador",
    "informes.PropuestaAceptada.informe",
    "informes.ResultadoPais.proyecto",
    "informes.Riesgo.informe",
    "informes.SeccionNarrativa.informe",
    "informes.SeccionNarrativa.producto",
    "informes.Tasa.proyecto",
]
# Campos y relaciones que trae Django en Usuario.
HEREDADOS_DE_DJANGO = {"groups", "user_permissions"}


def etiqueta(modelo, campo=None):
    return f"{modelo._meta.label}.{campo.name}" if campo else modelo._meta.label


def que_fallan(cumple):
    return [etiqueta(modelo) for modelo in modelos() if not cumple(modelo)]


def campos_propios(modelo):
    """Los campos declarados por nosotros, en el modelo o en una base abstracta nuestra."""
    campos = (*modelo._meta.fields, *modelo._meta.many_to_many)
    declarados = {n for b in modelo.__mro__ if b.__module__.split(".")[0] in APPS for n in vars(b)}
    nombres = declarados | {c.attname for c in campos if c.attname in declarados}
    return [c for c in campos if c.name in nombres and not c.primary_key]


def partes_del_admin():
    """Los modelos que se administran: con página propia o como parte de otra."""
    for modelo, opciones in admin.site._registry.items():
        yield modelo
        yield from (parte.model for parte in opciones.inlines)


def test_todo_modelo_dice_en_una_frase_que_es():
    def lo_dice(modelo):
        texto = (modelo.__dict__.get("__doc__") or "").strip()
        return texto and not texto.startswith(f"{modelo.__name__}(") and texto.splitlines()[0][-1] in ".…"

    assert que_fallan(lo_dice) == []


def test_todo_modelo_se_escribe_con_palabras():
    def tiene_str(modelo):
        return next(clase for clase in modelo.__mro__ if "__str__" in vars(clase)) is not models.Model

    assert que_fallan(tiene_str) == []


def test_todo_modelo_se_administra_o_dice_por_que_no():
    administrados = set(partes_del_admin())

    assert que_fallan(lambda modelo: modelo in administrados or etiqueta(modelo) in SIN_ADMIN) == []


def test_los_nombres_para_leer_van_en_minuscula_y_con_sus_tildes():
    sin_tilde = re.compile(r"(cion\b|anio\b|codigo|numero|metodo|linea\b|genero\b|telefono|titulo|periodo|_)")
    malos = []
    for modelo in modelos():
        for campo in campos_propios(modelo):
            leido = str(campo.verbose_name)
            if sin_tilde.search(leido) or (leido[0].isupper() and not leido[:2].isupper()):
                malos.append((etiqueta(modelo, campo), leido))

    assert malos == []


def test_todo_modelo_tiene_nombre_singular_y_plural_en_minuscula():
    def nombrado(modelo):
        meta = modelo._meta
        declarados = {"verbose_name", "verbose_name_plural"} <= set(meta.original_attrs)
        return declarados and str(meta.verbose_name)[0].islower() and str(meta.verbose_name_plural)[0].islower()

    assert que_fallan(nombrado) == []


def test_toda_relacion_tiene_nombre_de_vuelta():
    sin_vuelta = [
        etiqueta(modelo, campo)
        for modelo in modelos()
        for campo in (*modelo._meta.fields, *modelo._meta.many_to_many)
        if campo.remote_field and not campo.remote_field.related_name and campo.name not in HEREDADOS_DE_DJANGO
    ]

    assert sin_vuelta == []


def test_borrar_protege_salvo_lo_revisado():
    sin_proteger = [
        etiqueta(modelo, campo)
        for modelo in modelos()
        for campo in modelo._meta.fields
        if campo.remote_field and campo.remote_field.on_delete is not models.PROTECT
    ]

    assert sorted(sin_proteger) == sorted(EN_CASCADA), "revisa cada on_delete y anótalo en EN_CASCADA"


def test_ningun_modelo_esconde_un_orden():
    assert que_fallan(lambda modelo: not modelo._meta.ordering) == []


# Su save o su delete sólo se niegan (lo aprobado y lo suscrito no se toca); no hacen nada más.
SOLO_SE_NIEGAN = {"Compromiso", "ParteDeEmitible", "Sellado"}


def test_guardar_y_borrar_no_tienen_efectos_ocultos():
    nuestras = [b for modelo in modelos() for b in modelo.__mro__ if b.__module__.split(".")[0] in APPS]

    assert {b.__name__ for b in nuestras if {"save", "delete", "__init__"} & set(vars(b))} == SOLO_SE_NIEGAN


def test_lo_codificado_declara_su_prefijo_y_hereda_primero_de_codificado():
    """Si Registrado va antes, `crear` no asigna el código."""

    def ordenado(modelo):
        orden = modelo.__mro__
        if Codificado not in orden:
            return True
        return modelo.PREFIJO and (Registrado not in orden or orden.index(Codificado) < orden.index(Registrado))

    assert que_fallan(ordenado) == []


def test_los_prefijos_de_codigo_no_se_repiten():
    prefijos = [modelo.PREFIJO for modelo in modelos() if issubclass(modelo, Codificado)]

    assert sorted(prefijos) == sorted(set(prefijos))


def restricciones():
    return [(modelo, restriccion) for modelo in modelos() for restriccion in modelo._meta.constraints]


def test_toda_restriccion_lleva_el_nombre_de_su_app_y_cabe_en_postgresql():
    malas = [r.name for m, r in restricciones() if not r.name.startswith(f"{m._meta.app_label}_") or len(r.name) > 60]

    assert malas == []


def test_toda_restriccion_se_explica_con_una_frase_en_espanol():
    def explicada(restriccion):
        frase = restriccion.get_violation_error_message()
        return frase != str(restriccion.default_violation_error_message) and frase[0].isupper() and frase[-1] == "."

    assert [r.name for _, r in restricciones() if not explicada(r)] == []


@pytest.mark.parametrize("app", APPS)
def test_toda_restriccion_se_prueba_por_su_nombre(app):
    texto = "\n".join(leer(ruta) for ruta in pruebas() if "/coherencia/" not in ruta)
    nombres = [restriccion.name for modelo, restriccion in restricciones() if modelo._meta.app_label == app]

    assert [nombre for nombre in nombres if nombre not in texto] == []


def test_sin_claves_foraneas_genericas():
    assert que_fallan(lambda modelo: not modelo._meta.private_fields) == []


def test_los_paquetes_de_modelos_los_entregan_todos():
    def se_importa(modelo):
        return hasattr(importlib.import_module(f"{modelo._meta.app_label}.models"), modelo.__name__)

    assert que_fallan(se_importa) == []
