"""El contenido ficticio: un proyecto con todas las formas de la tabla II y tres mesas vivas, fechadas desde hoy."""

from informes.demo import ejemplo_mesas, ejemplo_proyecto


def crear(*, elenco, hoy):
    mesas = ejemplo_mesas.crear(elenco=elenco, hoy=hoy)
    ejemplo_proyecto.crear(elenco=elenco, mesas=mesas, hoy=hoy)
