"""La lista de asistencia que se marca de un toque, y quienes se agregan a ella, escritos o pegados desde Excel."""

from functools import cached_property

from django import forms

from comun.busqueda import normalizar
from mesas.asistencia import lista_de, marcas_de_la_ultima
from mesas.balance import Balance
from mesas.forms import renglones
from mesas.models import Asistencia

PREFIJO = "marca"
ESTADOS = tuple(Asistencia.Estado.choices)
# Cómo se dice en las planillas que alguien estuvo, o no; lo que falta es que estuvo.
PALABRAS = {
    Asistencia.Estado.PRESENTE: ("", "presente", "p", "si", "x", "1", "asiste", "asistio", "v"),
    Asistencia.Estado.EXCUSADO: ("excusado", "excusada", "e", "excusa", "justificado", "justificada", "j"),
    Asistencia.Estado.AUSENTE: ("ausente", "a", "no", "0", "falta", "no asiste", "no asistio", "inasistente"),
    Asistencia.Estado.INVITADO: ("invitado", "invitada", "i"),
}
ESTADO_DE = {palabra: estado.value for estado, palabras in PALABRAS.items() for palabra in palabras}


class PegarForm(renglones.PegarForm):
    """La asistencia copiada de una planilla."""

    COLUMNAS = (*renglones.PegarForm.COLUMNAS, "estado")
    ENCABEZADOS = {**renglones.ENCABEZADOS, "estado": ("asistencia", "estado", "asiste", "asistio", "presente")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["texto"].help_text = (
            "Columnas en este orden: institución, persona, cargo, asistencia. Si la primera fila trae esos "
            "encabezados, el orden da lo mismo. Sin la última, se entiende que estuvo."
        )

    def completar(self, fila):
        escrito = fila.get("estado", "")
        return {**fila, "estado": ESTADO_DE.get(normalizar(escrito), escrito)}


class RenglonDeAsistencia(renglones.RenglonForm):
    """Alguien que estuvo y no salía en la lista; lo habitual es que sea una visita."""

    PROPIOS = ("estado",)

    estado = forms.ChoiceField(
        label="Asistencia",
        choices=Asistencia.Estado,
        required=False,
        initial=Asistencia.Estado.INVITADO,
        error_messages={"invalid_choice": "«%(value)s» no dice si estuvo: elige."},
    )

    def clean_estado(self):
        return self.cleaned_data["estado"] or Asistencia.Estado.INVITADO


Visitas = renglones.conjunto_de_renglones(RenglonDeAsistencia, filas_en_blanco=1)
AsistenciaPegada = renglones.conjunto_de_renglones(RenglonDeAsistencia, filas_en_blanco=0)


class FilaMarcada:
    """Alguien de la lista en la pantalla: cómo está marcado aquí, cómo se leyó y si otra persona lo marcó distinto."""

    def __init__(self, asistente, estado, leido):
        self.asistente, self.estado, self.leido, self.ahora = asistente, estado, leido, None

    @property
    def nombre(self):
        return f"{PREFIJO}:{self.asistente.clave}"

    @property
    def nombre_de_lo_leido(self):
        return f"leido:{self.asistente.clave}"


class ListaMarcada:
    """La lista de una instancia a una fecha con lo marcado en la pantalla.

    Cada fila manda cómo queda y cómo se leyó: así se sabe quién cambió qué si dos la marcan a la vez. Lo marcado por
    alguien que a la fecha no integraba sigue ahí.
    """

    ESTADOS = ESTADOS

    def __init__(self, instancia, *, al, sesion=None, data=None):
        self.instancia, self.al, self.sesion = instancia, al, sesion
        self.data = data
        marcadas = {n.removeprefix(f"{PREFIJO}:"): e for n, e in _pares(data) if n.startswith(f"{PREFIJO}:") and e}
        self.lista = lista_de(instancia, al=al, sesion=sesion, ademas=marcadas)
        self.filas = [self._fila(asistente) for asistente in self.lista]
        self.error = ""

    def _fila(self, asistente):
        nombre, guardado = f"{PREFIJO}:{asistente.clave}", asistente.guardado
        if self.data is None or nombre not in self.data:
            return FilaMarcada(asistente, guardado, guardado)
        estado = self.data[nombre] if self.data[nombre] in Asistencia.Estado.values else ""
        return FilaMarcada(asistente, estado, self.data.get(f"leido:{asistente.clave}", ""))

    @property
    def es_la_misma(self):
        """Si la pantalla traía a todos los de esta fecha: si no, la fecha o la instancia cambió y hay que mirarla."""
        return self.data is None or all(fila.nombre in self.data for fila in self.filas if fila.asistente.es_integrante)

    @property
    def marcas(self):
        """{clave: (como se leyó, como queda)}."""
        return {fila.asistente.clave: (fila.leido, fila.estado) for fila in self.filas}

    @property
    def hay_marcas(self):
        return any(fila.estado for fila in self.filas)

    @cached_property
    def ultima(self):
        return marcas_de_la_ultima(self.instancia, antes_de=self.al, salvo=self.sesion)

    def marcar(self, cual):
        """Marca de una vez: «presentes» a quienes integran, «ausentes» a los sin marcar, o «ultima», como esa vez."""
        for fila in self.filas:
            if cual == "presentes" and fila.asistente.es_integrante:
                fila.estado = Asistencia.Estado.PRESENTE.value
            elif cual == "ausentes" and fila.asistente.es_integrante and not fila.estado:
                fila.estado = Asistencia.Estado.AUSENTE.value
        if cual == "ultima":
            self._como_la_ultima()
        self.__dict__.pop("balance", None)

    def _como_la_ultima(self):
        ya = {fila.asistente.clave: fila for fila in self.filas}
        nuevos = [a for a in lista_de(self.instancia, al=self.al, ademas=self.ultima) if a.clave not in ya]
        nuevos = [a for a in nuevos if a.clave in self.ultima]
        self.lista += nuevos
        self.filas += [FilaMarcada(asistente, "", "") for asistente in nuevos]
        for fila in self.filas:
            fila.estado = self.ultima.get(fila.asistente.clave, fila.estado)

    @cached_property
    def balance(self):
        return Balance(self.lista, self.instancia, marcas={f.asistente.clave: f.estado for f in self.filas})

    def disputar(self, ahora):
        """Muestra junto a cada fila lo que otra persona dejó guardado. `ahora`: {clave: Asistencia o None}."""
        for fila in self.filas:
            if fila.asistente.clave in ahora:
                asistencia = ahora[fila.asistente.clave]
                fila.leido = asistencia.estado if asistencia else ""
                fila.ahora = asistencia.get_estado_display() if asistencia else "sin marcar"
        self.error = "Otra persona marcó distinto a quienes se señalan. Tus marcas siguen aquí, sin guardar."


def _pares(data):
    return data.items() if data else ()
