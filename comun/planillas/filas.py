"""Las filas de una importación y su resultado."""

from dataclasses import dataclass, field
from enum import StrEnum

from comun.planillas.errores import ErrorDePlanilla
from comun.planillas.lectura import Rechazo
from comun.planillas.tipos import Hoja, TipoDePlanilla


class Accion(StrEnum):
    NUEVA = "nuevas"
    CAMBIADA = "cambiadas"
    SIN_CAMBIOS = "sin_cambios"
    RECHAZADA = "rechazadas"
    ELIMINADA = "eliminadas"


@dataclass(frozen=True)
class Cambio:
    """Una celda que cambiaría lo guardado, con los dos valores como se leen."""

    hoja: str
    fila: int
    columna: str
    antes: str
    despues: str


@dataclass(eq=False)
class Fila:
    """Una fila del libro: sus valores por campo, el objeto guardado que le corresponde y qué se hará con ella."""

    hoja: Hoja
    numero: int
    valores: dict = field(default_factory=dict)
    objeto: object = None
    eliminar: bool = False
    cambios: list[Cambio] = field(default_factory=list)
    rechazos: list[Rechazo] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    sin_hallar: dict = field(default_factory=dict)  # {campo: (lo hallado, {texto: motivo})} de sus referencias
    hecho: object = None  # el objeto que dejó la última aplicación (o ensayo)

    def __str__(self):
        return f"{self.hoja.nombre} fila {self.numero}"

    @property
    def nombre(self):
        """Cómo se llama lo que trae la fila, para decirlo en una frase."""
        campos = [campo for campo in (self.hoja.rotulo or "nombre", *self.hoja.clave) if campo in self.hoja.por_campo]
        dichos = (self.hoja.por_campo[campo].mostrar(self.valores[campo]) for campo in campos if campo in self.valores)
        return next(dichos, str(self))

    @property
    def accion(self):
        if self.rechazos:
            return Accion.RECHAZADA
        if self.eliminar:
            return Accion.ELIMINADA
        if self.objeto is None:
            return Accion.NUEVA
        return Accion.CAMBIADA if self.cambios else Accion.SIN_CAMBIOS

    def rechazar(self, motivo, columna=""):
        self.rechazos.append(Rechazo(self.hoja.nombre, self.numero, columna, motivo))

    def referidas(self):
        """Las filas del mismo libro que ésta nombra."""
        for valor in self.valores.values():
            for uno in valor if isinstance(valor, tuple) else (valor,):
                if isinstance(uno, Fila):
                    yield uno


@dataclass
class Resultado:
    """Qué pasaría (o pasó) al importar: se lee por hojas, por rechazos y por cambios."""

    tipo: TipoDePlanilla
    usuario: object
    filas: dict[str, list[Fila]] = field(default_factory=dict)
    generales: list[Rechazo] = field(default_factory=list)
    letras: dict[str, dict[str, str]] = field(default_factory=dict)  # {hoja: {encabezado: letra de su columna}}
    aplicado: bool = False

    @property
    def rechazos(self):
        """Todos, en el orden del libro."""
        return [*self.generales, *(rechazo for fila in self.todas() for rechazo in fila.rechazos)]

    @property
    def avisos(self):
        """Pares (fila, frase) de lo que conviene mirar antes de aplicar."""
        return [(fila, frase) for fila in self.todas() if not fila.rechazos for frase in fila.avisos]

    @property
    def cambios(self):
        return [cambio for fila in self.todas() if not fila.rechazos for cambio in fila.cambios]

    @property
    def hay_que_escribir(self):
        return any(fila.accion is not Accion.SIN_CAMBIOS for fila in self.todas())

    def todas(self):
        return (fila for filas in self.filas.values() for fila in filas)

    def cuenta(self, hoja):
        """{acción: cuántas} de una hoja; sus reclamos generales cuentan como filas rechazadas."""
        filas = self.filas.get(hoja, [])
        cuentas = {accion: sum(fila.accion is accion for fila in filas) for accion in Accion}
        ya = {fila.numero for fila in filas if fila.rechazos}
        cuentas[Accion.RECHAZADA] += len({r.fila for r in self.generales if r.hoja == hoja} - ya)
        return cuentas

    def lineas(self):
        """Una línea por hoja: «Productos: nuevas=0 cambiadas=0 sin_cambios=12 rechazadas=0»."""
        nombres = dict.fromkeys([*self.filas, *(rechazo.hoja for rechazo in self.generales)])
        for nombre in nombres:
            cuentas = self.cuenta(nombre)
            partes = [f"{accion}={n}" for accion, n in cuentas.items() if n or accion is not Accion.ELIMINADA]
            yield f"{nombre}: {' '.join(partes)}"


class PlanillaConRechazos(ErrorDePlanilla):
    """Se quiso aplicar una planilla con filas rechazadas: no se escribió nada."""
