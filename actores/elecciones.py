"""Lo que se elige por su nombre: los actores del directorio que siguen en uso."""

from actores.models import Actor
from actores.permissions import puede_ver_directorio
from comun.eleccion import Fuente, registrar

registrar(
    Fuente(
        "actor",
        puede=puede_ver_directorio,
        consulta=lambda usuario: Actor.objects.visibles_para(usuario).en_uso().select_related("tipo"),
        buscar=lambda filas, texto: filas.buscar(texto).order_by("nombre", "codigo"),
        nombre=lambda actor: actor.nombre_con_sigla,
        nota=lambda actor: actor.tipo.nombre,
    )
)
