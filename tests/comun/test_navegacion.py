"""El menú principal, según quién mira."""

import pytest

from comun.navegacion import destinos_de

ROLES = ["editor_regional", "lector_regional", "nacional", "observador", "administrador"]


def palabras(rol, ruta="/"):
    return [destino.palabra for destino, _, _ in destinos_de(rol, ruta)]


def activas(ruta):
    return [destino.palabra for destino, _, activo in destinos_de("administrador", ruta) if activo]


@pytest.mark.parametrize("rol", ROLES)
def test_todos_vuelven_al_inicio(rol):
    assert palabras(rol)[0] == "Inicio"


def test_quien_observa_no_ve_los_directorios():
    assert not {"Actores", "Territorios", "Administración"} & set(palabras("observador"))


def test_solo_quien_administra_ve_la_administracion():
    assert [rol for rol in ROLES if "Administración" in palabras(rol)] == ["administrador"]


@pytest.mark.parametrize(
    ("ruta", "esperada"),
    [
        ("/", ["Inicio"]),
        ("/mesas/", ["Mesas"]),
        ("/mesas/M-05-0001/", ["Mesas"]),
        ("/informes/", ["Informes"]),
        ("/informes/proyectos/P-1/", ["Proyectos"]),
        ("/cuentas/clave/cambiar/", []),
    ],
)
def test_marca_solo_donde_se_esta(ruta, esperada):
    assert activas(ruta) == esperada
