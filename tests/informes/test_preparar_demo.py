"""Las órdenes de la demostración sólo trabajan en la suya."""

import pytest
from django.core.management import call_command

from actores.models import Usuario
from comun.ordenes import ErrorDeUso


@pytest.mark.parametrize("orden", ["preparar_demo", "servir_demo"])
def test_fuera_de_la_demostracion_no_hace_nada(orden, db):
    with pytest.raises(ErrorDeUso, match="sólo para la demostración"):
        call_command(orden)

    assert not Usuario.objects.exists()


def test_no_toca_una_base_con_datos_ajenos(nacional, settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr("informes.management.commands.preparar_demo.call_command", lambda *a, **k: None)

    with pytest.raises(ErrorDeUso, match=r"no son de la demostración|SQLite"):
        call_command("preparar_demo")

    assert list(Usuario.objects.values_list("username", flat=True)) == ["nacional"]
