"""comun.acceso: lo invisible es 404 y lo prohibido es 403."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from actores.models import Usuario
from comun.acceso import exigir, obtener_visible
from tests.fabricas.actores import UsuarioFactory


class SoloUnoMismo(QuerySet):
    """Un queryset de ejemplo: cada quien ve sólo su propia fila."""

    def visibles_para(self, usuario):
        return self.filter(pk=usuario.pk)


def test_obtener_visible_entrega_lo_que_el_usuario_puede_ver(encargada):
    objeto = obtener_visible(SoloUnoMismo(Usuario), encargada, username="encargada")

    assert objeto == encargada


def test_obtener_visible_da_404_ante_lo_ajeno_y_ante_lo_inexistente(encargada):
    UsuarioFactory(username="otra")

    for nombre in ("otra", "inexistente"):
        with pytest.raises(Http404):
            obtener_visible(SoloUnoMismo(Usuario), encargada, username=nombre)


def test_exigir_deja_pasar_lo_permitido_y_niega_lo_demas():
    exigir(True)

    with pytest.raises(PermissionDenied, match="No tienes permiso"):
        exigir(False)
