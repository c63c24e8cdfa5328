"""Columnas que nombran actores y personas como los escribe la gente: nombre, sigla, otro nombre o código."""

from functools import cached_property

from actores.models import Actor, Persona
from actores.nombres import NombresDeActores
from comun.busqueda import normalizar
from comun.planillas import ErrorDeCelda, Informativa, Referencia


class _ActoresPorNombre:
    """Los actores en uso, leídos de una vez."""

    def __init__(self):
        self.nombres = NombresDeActores()

    @cached_property
    def por_codigo(self):
        return {actor.codigo: actor for actor in Actor.objects.en_uso()}

    def buscar(self, texto):
        codigos = self.nombres.exactos(texto)
        if len(codigos) == 1:
            return self.por_codigo[codigos[0]]
        if codigos:
            raise ErrorDeCelda(f"hay más de un actor llamado «{texto}»: escribe su código ({', '.join(codigos)})")
        parecidos = [f"«{codigo} {self.nombres.rotulos[codigo]}»" for codigo in self.nombres.parecidos(texto)]
        pista = f"; ¿quisiste decir {' o '.join(parecidos)}?" if parecidos else ""
        raise ErrorDeCelda(f"«{texto}» no está en el directorio de actores{pista}")


class _PersonasPorNombre:
    """Las personas que el usuario conoce, por su código o por su nombre si nadie más se llama así."""

    def __init__(self, usuario):
        personas = Persona.objects.all() if usuario is None else Persona.objects.visibles_para(usuario)
        self.por_nombre = {}
        for persona in personas.order_by("codigo"):
            for escrito in (persona.codigo, persona.nombre):
                self.por_nombre.setdefault(normalizar(escrito), []).append(persona)

    def buscar(self, texto):
        halladas = self.por_nombre.get(normalizar(texto), [])
        if len(halladas) == 1:
            return halladas[0]
        if halladas:
            codigos = ", ".join(persona.codigo for persona in halladas)
            raise ErrorDeCelda(f"hay más de una persona llamada «{texto}»: escribe su código ({codigos})")
        raise ErrorDeCelda(f"«{texto}» no está entre las personas: anótala antes con la planilla de personas")


def actor(encabezado, campo, **opciones):
    """Un actor del directorio; se exporta su código, que no cambia aunque cambie su nombre."""
    opciones = {"por": ("codigo",), "ayuda": "Su nombre, su sigla, otro de sus nombres o su código.", **opciones}
    return Referencia(encabezado, campo, buscador=lambda usuario: _ActoresPorNombre(), **opciones)


def persona(encabezado, campo, **opciones):
    """Una persona ya anotada; se exporta su código."""
    opciones = {"por": ("codigo",), "ayuda": "Su código, o su nombre si nadie más se llama así.", **opciones}
    return Referencia(encabezado, campo, buscador=_PersonasPorNombre, **opciones)


def nombre_de(encabezado, campo):
    """El nombre de lo que nombra el código de la columna de al lado, para entender la fila."""
    return Informativa(encabezado, obtener=lambda objeto: getattr(getattr(objeto, campo), "nombre", None))
