"""La columna que nombra otra fila: de una hoja del mismo libro o de una tabla que el libro no toca."""

import operator
from collections.abc import Callable
from dataclasses import dataclass

from comun.planillas import celdas
from comun.planillas.columnas import PUNTO_Y_COMA, Texto
from comun.planillas.errores import ErrorDeCelda, ErrorDePlanilla


@dataclass
class Referencia(Texto):
    """Nombra una fila (o varias, con `multiple`, separadas por «;») por lo que la gente usa para nombrarla.

    hoja: la hoja del mismo libro donde está (guardada o creada en esta importación), por su clave. Si esa clave
        tiene varias columnas, la celda las escribe con « / » («1 / 1.2»); `con` dice qué campos de esta fila dan
        las primeras, y entonces la celda escribe sólo las que faltan.
    consulta(usuario): los objetos que se pueden nombrar, si no están en el libro; `por` son los atributos con que se
        nombran (el primero se exporta; los demás también se aceptan, sin tildes ni mayúsculas). Lo que la fila ya
        tenía se conserva aunque no esté ahí.
    catalogo(): los nombres que se pueden escribir, si son pocos y conviene decirlos en la Guía.
    buscador(usuario): en vez de la consulta, quien los encuentra (`buscar(texto)`, que levanta ErrorDeCelda).
    """

    hoja: str = ""
    consulta: Callable | None = None
    buscador: Callable | None = None
    catalogo: Callable = list
    por: tuple = ("codigo",)
    con: tuple = ()
    multiple: bool = False
    destino: object = None  # la Hoja, cuando el tipo se registra

    @property
    def tipo(self):
        return "referencias" if self.multiple else "referencia"

    @property
    def es_multiple(self):
        return self.multiple

    def atar(self, modelo):
        super().atar(modelo)
        self.largo = celdas.LARGO_DE_CELDA
        if not (self.hoja or self.consulta or self.buscador):
            raise ErrorDePlanilla(f"La columna «{self.encabezado}» no dice a qué hoja o consulta se refiere.")

    def valor_vacio(self):
        return () if self.multiple else self.por_defecto

    def convertir(self, celda):
        escrito = super().convertir(celda)
        if not self.multiple:
            return escrito
        return tuple(dict.fromkeys(parte.strip() for parte in escrito.split(PUNTO_Y_COMA) if parte.strip()))

    def revisar(self, valor):
        """Se revisa al buscar la fila nombrada."""

    def valor_de(self, objeto):
        valor = self.obtener(objeto)
        if not self.multiple:
            return valor
        return tuple(valor.all() if hasattr(valor, "all") else valor)

    def identidad(self, valor):
        if self.multiple:
            return frozenset(identidad_de(uno) for uno in valor)
        return identidad_de(valor)

    def escribir(self, valor):
        if valor in (None, ()):
            return None
        if not self.multiple:
            return self.nombrar(valor)
        return f"{PUNTO_Y_COMA} ".join(sorted(self.nombrar(uno) for uno in valor))

    def nombrar(self, referido):
        """Cómo se escribe en la celda un objeto o una fila del libro."""
        if isinstance(referido, str):
            return referido
        if self.destino is not None:
            nombre = self.destino.nombre_en_referencias(referido, sin=len(self.con))
        else:
            nombre = str(operator.attrgetter(self.por[0])(referido))
        if self.multiple and PUNTO_Y_COMA in nombre:
            raise ErrorDeCelda(f"«{nombre}» lleva punto y coma y no puede ir en una columna de varias referencias")
        return nombre

    def mostrar(self, valor):
        if valor in (None, ()):
            return "vacío"
        return f"{PUNTO_Y_COMA} ".join(sorted(map(_presentar, valor if self.multiple else (valor,))))

    def valores_admitidos(self):
        de = "; ".join(self.catalogo())
        if not de:
            de = f"una fila de «{self.hoja}»" if self.hoja else "algo ya guardado, por su código o nombre"
        return f"{de} (varias se separan con «;»)" if self.multiple else de


def visibles(modelo):
    """La consulta de una Referencia a lo que el usuario ve de ese modelo; todo, si es el sistema."""
    return lambda usuario: modelo.objects.all() if usuario is None else modelo.objects.visibles_para(usuario)


def _presentar(referido):
    """Un objeto (o la fila del libro que lo trae) para leerlo: su código, si lo lleva, y su nombre."""
    objeto = getattr(referido, "objeto", referido)
    if objeto is None:
        return f"{referido.nombre} (nueva)"
    nombre, codigo = str(objeto), str(getattr(objeto, "codigo", ""))
    return nombre if nombre.startswith(codigo) else f"{codigo} {nombre}"


def identidad_de(referido):
    """La misma para un objeto guardado y para la fila del libro que lo nombra."""
    guardado = getattr(referido, "objeto", referido)  # una Fila tiene `objeto`
    if guardado is None:
        return ("fila", id(referido)) if referido is not None else None
    return (guardado._meta.concrete_model, guardado.pk)
