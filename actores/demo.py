"""Las personas ficticias de la demostración: con qué usuario se entra y quién es cada una."""

from typing import NamedTuple


class Personaje(NamedTuple):
    usuario: str
    quien: str
    que_hace: str


PERSONAJES = (
    Personaje("valparaiso", "Editora regional, Valparaíso", "Lleva sus mesas y compromisos; prepara informes."),
    Personaje("valparaiso2", "Editor regional, Valparaíso", "Colega de la anterior: verifica lo que ella informa."),
    Personaje("lectura.valparaiso", "Lectora regional, Valparaíso", "Ve todo lo de su dirección, sin cambiarlo."),
    Personaje("maule", "Editora regional, Maule", "Trabaja en otra dirección: no ve lo de Valparaíso."),
    Personaje("antofagasta", "Editor regional, Antofagasta", "Otra dirección, con lo suyo."),
    Personaje("nacional", "Unidad nacional", "Ve todo el país, compara, revisa y emite informes."),
    Personaje("nacional2", "Unidad nacional", "Segunda persona, para lo que exige cuatro ojos."),
    Personaje("observador", "Observador, PNUD", "Lee el proyecto 121119, que se compartió con él."),
    Personaje("admin", "Administración", "Usuarios, catálogos y reparaciones, en el admin."),
)
