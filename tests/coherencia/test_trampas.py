"""Las trampas funcionan: cada una cae ante el error que vigila y calla ante lo correcto."""

import pytest
from django.conf import settings
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.db import connection
from django.template import Context, Engine, Origin, Template

from actores.models import Usuario
from config.variables_indefinidas import CadenaEstricta, VariableIndefinida
from tests.trampas import GetQueEscribe, negar_escritura

MOTOR = Engine(string_if_invalid=CadenaEstricta(settings.BASE_DIR / "templates"))


def plantilla(texto, ruta):
    return Template(texto, origin=Origin(name=str(ruta)), engine=MOTOR)


def test_una_variable_indefinida_en_plantilla_nuestra_falla_con_archivo_y_linea():
    nuestra = plantilla("uno\n{{ no_existe.nombre|default:'x' }}", settings.BASE_DIR / "templates" / "x.html")

    with pytest.raises(VariableIndefinida, match=r"VARIABLE_INDEFINIDA\(no_existe.nombre\) en .*x.html:2"):
        nuestra.render(Context())


def test_una_variable_indefinida_en_plantilla_ajena_es_vacia_como_en_produccion():
    ajena = plantilla("[{{ no_existe }}{{ tampoco|default:'x' }}]", "/paquetes/django/admin/x.html")

    assert ajena.render(Context()) == "[x]"


def test_preguntar_con_if_por_una_variable_indefinida_no_es_error():
    nuestra = plantilla("{% if no_existe %}sí{% else %}no{% endif %}", settings.BASE_DIR / "templates" / "x.html")

    assert nuestra.render(Context()) == "no"


def test_un_get_que_escribe_falla(encargada):
    with connection.execute_wrapper(negar_escritura), pytest.raises(GetQueEscribe):
        Usuario.objects.filter(pk=encargada.pk).update(first_name="Otra")


def test_un_get_puede_leer_y_abrir_la_sesion(entrar, encargada):
    cliente = entrar(encargada)

    assert cliente.get("/salud/lista/").status_code == 200


def test_paginar_sin_orden_falla(encargada):
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(Usuario.objects.all(), 10).page(1)
