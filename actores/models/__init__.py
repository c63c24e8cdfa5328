from actores.models.actor import Actor, AliasActor
from actores.models.persona import Genero, Persona, Representacion
from actores.models.programa import Programa
from actores.models.tipo_actor import SECTORES_DE_LA_MESA, Sector, TipoActor
from actores.models.usuario import CambioNoPermitido, Rol, Usuario
from actores.models.vinculo import Vinculo

__all__ = [
    "SECTORES_DE_LA_MESA",
    "Actor",
    "AliasActor",
    "CambioNoPermitido",
    "Genero",
    "Persona",
    "Programa",
    "Representacion",
    "Rol",
    "Sector",
    "TipoActor",
    "Usuario",
    "Vinculo",
]
