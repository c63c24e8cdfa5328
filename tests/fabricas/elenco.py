"""El elenco que ingresa en las pruebas: quién es cada quien, y todos reunidos."""

from types import SimpleNamespace

from actores.models import Rol
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.territorios import DireccionRegionalFactory, RegionFactory

# nombre: (rol, dirección)
PERSONAS = {
    "encargada": (Rol.EDITOR_REGIONAL, "valparaiso"),
    "lectora": (Rol.LECTOR_REGIONAL, "valparaiso"),
    "ajena": (Rol.EDITOR_REGIONAL, "maule"),
    "nacional": (Rol.NACIONAL, None),
    "observadora": (Rol.OBSERVADOR, None),
    "administradora": (Rol.ADMINISTRADOR, None),
}


def valparaiso():
    """La dirección regional de Valparaíso, con su región."""
    region = RegionFactory(codigo="05", nombre="Valparaíso")
    return DireccionRegionalFactory(region="05", slug="valparaiso", nombre="Valparaíso", regiones=[region])


def maule():
    """La dirección regional del Maule, con su región."""
    region = RegionFactory(codigo="07", nombre="Maule")
    return DireccionRegionalFactory(region="07", slug="maule", nombre="Maule", regiones=[region])


def persona(nombre, *direcciones):
    """La persona del elenco que se llama así, en esas direcciones."""
    return UsuarioFactory(username=nombre, rol=PERSONAS[nombre][0], direcciones=direcciones)


def reunir():
    """Las dos direcciones y todas las personas."""
    direcciones = {"valparaiso": valparaiso(), "maule": maule()}
    personas = {n: persona(n, *([direcciones[suya]] if suya else [])) for n, (_, suya) in PERSONAS.items()}
    return SimpleNamespace(**direcciones, **personas)
