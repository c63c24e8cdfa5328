"""Lo que manda la pantalla de una sesión, para las pruebas que la envían."""

ENVIO = "0b0c8f0e-1111-4222-8333-444455556666"


def vacios(*prefijos):
    return {f"{prefijo}-{cual}_FORMS": "0" for prefijo in prefijos for cual in ("TOTAL", "INITIAL")}


def pantalla(instancia, **campos):
    """Una sesión nueva, con lo mínimo."""
    datos = {"mesa": instancia.mesa.codigo, "instancia": instancia.codigo, "tipo": "mesa", "precision": "dia"}
    datos |= {"desde": "2026-03-04", "modo_asistencia": "nominal", "zona_horaria": "America/Santiago"}
    datos |= {"realizada": "on", "confirmar": "on", "envio": ENVIO, **vacios("visitas", "puntos")}
    return datos | campos


def marca(integrante, queda, leido=""):
    """Cómo queda marcado alguien, y cómo se leyó."""
    quien = f"{integrante.actor.codigo}:{integrante.persona.codigo if integrante.persona else ''}"
    return {f"marca:{quien}": queda, f"leido:{quien}": leido}


def visita(numero=0, **campos):
    """Alguien que no sale en la lista."""
    fila = {f"visitas-{numero}-{nombre}": valor for nombre, valor in campos.items()}
    return {**fila, "visitas-TOTAL_FORMS": numero + 1}


def punto(numero=0, acuerdos=(), compromisos=(), **campos):
    """Un punto nuevo con lo suyo."""
    base = f"puntos-{numero}"
    datos = {f"{base}-titulo": "Agua potable", f"{base}-estado": "tratado", f"{base}-lo_tratado": "Se conversó."}
    datos |= {f"{base}-{nombre}": valor for nombre, valor in campos.items()}
    for nombre, filas in (("acuerdos", acuerdos), ("compromisos", compromisos)):
        datos |= {f"{base}-{nombre}-TOTAL_FORMS": len(filas), f"{base}-{nombre}-INITIAL_FORMS": 0}
        for lugar, fila in enumerate(filas):
            datos |= {f"{base}-{nombre}-{lugar}-{campo}": valor for campo, valor in fila.items()}
    return {**datos, "puntos-TOTAL_FORMS": numero + 1}
