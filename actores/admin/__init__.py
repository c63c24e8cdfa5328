from actores.admin.actor import ActorAdmin, VinculoAdmin
from actores.admin.catalogos import ProgramaAdmin, TipoActorAdmin
from actores.admin.persona import PersonaAdmin, RepresentacionAdmin
from actores.admin.usuario import UsuarioAdmin

__all__ = [
    "ActorAdmin",
    "PersonaAdmin",
    "ProgramaAdmin",
    "RepresentacionAdmin",
    "TipoActorAdmin",
    "UsuarioAdmin",
    "VinculoAdmin",
]
