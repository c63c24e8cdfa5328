"""La invitación de una sesión para el calendario de cada quien (RFC 5545 y 5546).

El UID es siempre el mismo para la sesión y la secuencia crece con cada aviso: el calendario reemplaza lo que tenía, o
lo quita si el aviso es una cancelación.
"""

from datetime import timedelta
from typing import NamedTuple

from icalendar import Calendar, Event, vCalAddress

PUBLICAR, CANCELAR = "REQUEST", "CANCEL"
UN_DIA = timedelta(days=1)
UN_ANIO = timedelta(days=366)  # los cambios de hora que un calendario necesita conocer


class Contacto(NamedTuple):
    """Nombre y correo de quien organiza o de quien se convoca."""

    nombre: str
    correo: str

    def como_direccion(self):
        direccion = vCalAddress(f"mailto:{self.correo}")
        direccion.params["CN"] = self.nombre
        return direccion


def invitacion(sesion, *, organiza, para, enlace, al, metodo=PUBLICAR):
    """Los bytes del archivo .ics que `organiza` (Contacto) manda a `para` (Contacto) en el momento `al`.

    `enlace`: dirección con que responde. Con hora, lleva la zona horaria de la región; sin ella, es de todo el día.
    """
    calendario = Calendar()
    calendario.add("prodid", "-//Mesas Territoriales//ES")
    calendario.add("version", "2.0")
    calendario.add("method", metodo)
    evento = _evento(sesion, al, metodo)
    evento.add("description", "\n".join([*([sesion.motivo_estado] if sesion.motivo_estado else []), enlace]))
    evento.add("url", enlace)
    evento.add("organizer", organiza.como_direccion())
    asistente = para.como_direccion()
    asistente.params["PARTSTAT"], asistente.params["RSVP"] = "NEEDS-ACTION", "FALSE"  # se responde en el enlace
    evento.add("attendee", asistente)
    calendario.add_component(evento)
    calendario.add_missing_timezones(first_date=sesion.desde - UN_ANIO, last_date=sesion.hasta + UN_ANIO)
    return calendario.to_ical()


def _evento(sesion, al, metodo):
    evento = Event()
    evento.add("uid", f"{sesion.codigo}@mesas-territoriales")
    evento.add("sequence", sesion.secuencia)
    evento.add("dtstamp", al)
    evento.add("status", "CANCELLED" if metodo == CANCELAR else "CONFIRMED")
    evento.add("summary", f"{sesion.nombre}: {sesion.instancia.mesa.nombre}")
    comienza = sesion.comienza_at
    if comienza is None:
        evento.add("dtstart", sesion.desde)
        evento.add("dtend", sesion.hasta + UN_DIA)
    else:
        evento.add("dtstart", comienza)
        if sesion.duracion:
            evento.add("dtend", comienza + timedelta(minutes=sesion.duracion))
    if sesion.lugar:
        evento.add("location", sesion.lugar)
    return evento
