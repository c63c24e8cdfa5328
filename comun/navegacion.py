"""Adónde puede ir cada persona: el menú principal, declarado en una sola lista."""

from contextlib import suppress
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

TODOS = frozenset({"editor_regional", "lector_regional", "nacional", "observador", "administrador"})
PERSONAL = TODOS - {"observador"}


class Destino(NamedTuple):
    """Una entrada del menú: palabra, icono, nombre de la dirección, qué hay ahí y roles que la ven."""

    palabra: str
    icono: str
    nombre_url: str
    frase: str
    roles: frozenset = TODOS


DESTINOS = (
    Destino("Inicio", "house", "inicio", "Lo que necesita de ti."),
    Destino("Mesas", "people", "mesas_lista", "Qué mesas hay, en qué fase están y quién las lleva."),
    Destino("Sesiones", "calendar-event", "sesiones_lista", "Las reuniones convocadas y realizadas, con su acta."),
    Destino("Compromisos", "clipboard-check", "compromisos_lista", "Quién prometió qué, para cuándo y qué se hizo."),
    Destino(
        "Actores", "building", "actores_lista", "Las organizaciones que participan y sus representantes.", PERSONAL
    ),
    Destino(
        "Territorios",
        "geo-alt",
        "territorios_lista",
        "Comunas, provincias y los territorios definidos por un acto.",
        PERSONAL,
    ),
    Destino("Proyectos", "folder2-open", "proyectos_lista", "Marcos de resultados, actividades y gasto."),
    Destino("Informes", "journal-text", "informes_lista", "Los informes que se arman con lo que está guardado."),
    Destino("Tablero", "bar-chart", "tablero", "El país en cifras que se abren.", PERSONAL),
    Destino(
        "Usuarios",
        "person-circle",
        "usuarios_lista",
        "Quién entra, con qué rol y qué necesita su cuenta.",
        frozenset({"administrador"}),
    ),
    Destino(
        "Administración", "gear", "admin:index", "Usuarios, catálogos y reparaciones.", frozenset({"administrador"})
    ),
)


def destinos_de(rol, ruta):
    """Lista de (destino, dirección, activo) para el rol; activo, sólo el que más de cerca contiene la ruta.

    Se omite lo que aún no tiene dirección, para que el menú nunca lleve a una página que no existe.
    """
    entradas = []
    for destino in DESTINOS:
        if rol in destino.roles:
            with suppress(NoReverseMatch):
                entradas.append((destino, reverse(destino.nombre_url)))
    contienen = [url for _, url in entradas if ruta == url or (url != "/" and ruta.startswith(url))]
    actual = max(contienen, key=len, default=None)
    return [(destino, url, url == actual) for destino, url in entradas]
