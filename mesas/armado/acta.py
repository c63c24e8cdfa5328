"""Arma el acta de una sesión: de lo capturado, o de lo congelado si está aprobada, al árbol del documento."""

from collections import Counter
from datetime import date, time
from decimal import Decimal

from django.conf import settings
from django.urls import reverse

from actores.models import Sector
from comun.documentos.arbol import Aviso, Celda, Columna, Documento, Enfasis, Enlace, Fila, Parrafo, Tabla, Titulo
from comun.documentos.arbol import bloques_de_texto as prosa
from comun.formatos import SIN_DATO, formato
from mesas.congelar_acta import contenido_de
from mesas.models import Acta, Acuerdo, Asistencia, Integrante, PuntoTabla, Sesion

PRESENTES = {Asistencia.Estado.PRESENTE, Asistencia.Estado.INVITADO}
FIRMAS_SIN_NOMINA = 2
LUGAR_PARA_FIRMAR = "\n".join(["\u00a0"] * 3)


def armar(acta, *, fecha=None):
    """El documento del acta. `fecha` es el día que llevan los archivos por dentro; sin ella no llevan ninguno."""
    contenido = contenido_de(acta)
    sesion = sesion_descrita(contenido["sesion"])
    titulo = f"Acta: {sesion.nombre}"
    return Documento(
        titulo=f"{titulo}. {contenido['mesa']['nombre']}",
        codigo=acta.sesion.codigo,
        estado="" if acta.esta_sellado else "Borrador",
        pie=f"Versión {acta.numero_version}",
        fecha=fecha,
        bloques=(
            Parrafo(contenido["mesa"]["nombre"], "antetitulo"),
            Titulo(1, titulo),
            *_situacion(acta, contenido["acta"]),
            _encabezado(contenido, sesion),
            *_asistencia(contenido["asistencia"]),
            *_tratado(contenido),
            *_acuerdos(contenido),
            *_compromisos(contenido["compromisos"]),
            *_firmas(contenido["asistencia"]["nomina"]),
            *_verificacion(acta),
        ),
    )


def sesion_descrita(datos):
    """Una sesión sin guardar que dice lo mismo que el contenido: para escribir su nombre, su fecha y su hora."""
    desde, hasta = (date.fromisoformat(dia) for dia in datos["fechas"][:2])
    inicio, fin = (hora and time.fromisoformat(hora) for hora in datos["horas"])
    iguales = {nombre: datos[nombre] for nombre in ("tipo", "numero", "titulo", "zona_horaria", "lugar")}
    return Sesion(
        desde=desde,
        hasta=hasta,
        precision=datos["fechas"][2],
        hora_inicio=inicio,
        hora_fin=fin,
        modalidad=datos.get("modalidad", ""),
        **iguales,
    )


def instituciones_presentes(contenido):
    """Los nombres, sin repetir, de las instituciones que estuvieron."""
    nomina = contenido["asistencia"]["nomina"]
    return sorted({fila["institucion"] for fila in nomina if fila["estado"] in PRESENTES}, key=str.lower)


def _situacion(acta, datos):
    if not acta.esta_sellado:
        yield Aviso("Todavía no se aprueba: sus acuerdos no tienen número y su texto puede cambiar.", titulo="Borrador")
    posterior = Acta.objects.aprobadas().filter(rectifica=acta).first() if acta.pk else None
    if posterior:
        yield Aviso(f"La versión {posterior.numero_version} del acta la reemplaza.", titulo="Rectificada")
    if datos["motivo"]:
        yield Parrafo((Enfasis(f"Rectifica la versión {acta.numero_version - 1}. "), datos["motivo"]))


def _encabezado(contenido, sesion):
    pares = [
        ("Instancia", contenido["instancia"]["nombre"]),
        ("Sesión", _que_sesion(sesion)),
        ("Fecha", sesion.fecha_legible),
        ("Hora", f"{sesion.horario} ({sesion.get_zona_horaria_display()})" if sesion.horario else SIN_DATO),
        ("Lugar", sesion.lugar or SIN_DATO),
        ("Modalidad", sesion.get_modalidad_display().capitalize() or SIN_DATO),
    ]
    if contenido["acta"]["aprobada_el"]:
        pares.append(("Aprobación", _aprobacion(contenido["acta"])))
    return Tabla(
        titulo="Datos de la sesión",
        columnas=(Columna(1), Columna(4)),
        filas=tuple(Fila((Celda(rotulo, encabezado=True), valor)) for rotulo, valor in pares),
        estilo="ficha",
    )


def _que_sesion(sesion):
    """«Sesión de mesa N.º 4»."""
    numero = f" N.º {sesion.numero}" if sesion.numero else ""
    return f"{sesion.get_tipo_display().capitalize()}{numero}"


def _aprobacion(datos):
    tipo, detalle = datos["respaldo"]
    dicho = f"{formato(date.fromisoformat(datos['aprobada_el']))}, {Acta.Respaldo(tipo).label}"
    return f"{dicho}: {detalle}" if detalle else dicho


def _asistencia(asistencia):
    yield Titulo(2, "Asistencia")
    nomina = sorted(asistencia["nomina"], key=lambda fila: (fila["institucion"].lower(), fila["persona"].lower()))
    if not nomina:
        minimo = "Más de " if asistencia["es_minimo"] else ""
        declarada = asistencia["declarada"]
        yield Parrafo(
            f"{minimo}{formato(declarada, 'entero')} asistentes." if declarada else f"Asistencia: {SIN_DATO}."
        )
        return
    yield Parrafo(_balance(nomina, asistencia.get("quorum", "")))
    yield Tabla(
        titulo="Asistencia por institución",
        columnas=(Columna(5), Columna(5), Columna(2)),
        filas=(
            Fila(("Institución", "Quien la representó", "Asistencia"), "encabezado"),
            *(Fila((f["institucion"], _quien(f), Asistencia.Estado(f["estado"]).label.capitalize())) for f in nomina),
        ),
    )
    if any(fila["calidad"] == Integrante.Calidad.SUPLENTE for fila in nomina):
        yield Parrafo("(s): suplente.", "nota")


def _balance(nomina, quorum):
    presentes = [fila for fila in nomina if fila["estado"] in PRESENTES]
    por_sector = Counter(fila["sector"] for fila in presentes)
    sectores = ", ".join(f"{s.label} {por_sector[s.value]}" for s in Sector if por_sector[s.value])
    frases = [f"Presentes: {len(presentes)} de {len(nomina)}", sectores and f"Por sector: {sectores}", quorum]
    return ". ".join(frase for frase in frases if frase) + "."


def _quien(fila):
    """«Ana Pérez (s), directora»; sin persona, «(s)» o nada."""
    suplente = "(s)" if fila["calidad"] == Integrante.Calidad.SUPLENTE else ""
    nombre = " ".join(parte for parte in (fila["persona"], suplente) if parte)
    return ", ".join(parte for parte in (nombre, fila["cargo"]) if parte)


def _tratado(contenido):
    yield Titulo(2, "Puntos tratados")
    if not contenido["tabla"] and not contenido["acta"]["texto"]:
        yield Parrafo("No se anotaron puntos.")
    yield from prosa(contenido["acta"]["texto"])
    for punto in contenido["tabla"]:
        yield Titulo(3, f"{punto['orden']}. {punto['titulo']}")
        yield from prosa(punto["lo_tratado"])
        if punto["estado"] != PuntoTabla.Estado.TRATADO:
            yield Parrafo(f"Queda {PuntoTabla.Estado(punto['estado']).label}.", "nota")


def _acuerdos(contenido):
    yield Titulo(2, "Acuerdos")
    if not contenido["acuerdos"]:
        yield Parrafo("No se tomaron acuerdos.")
    puntos = {punto["orden"]: punto["titulo"] for punto in contenido["tabla"]}
    for datos in sorted(contenido["acuerdos"], key=_orden_de_acuerdo):
        yield from _acuerdo(datos, puntos.get(datos.get("punto")))
    if contenido["sin_efecto"]:
        yield Parrafo(f"Quedan sin efecto: {', '.join(contenido['sin_efecto'])}.")


def _orden_de_acuerdo(datos):
    numero, anio = datos["numero"]
    return (anio or 0, numero or 0, datos.get("punto") or 0, datos["codigo"])


def _acuerdo(datos, punto):
    numero, anio = datos["numero"]
    a_favor, en_contra, abstenciones = datos["votos"]
    acuerdo = Acuerdo(
        numero=numero, anio=anio, votos_a_favor=a_favor, votos_en_contra=en_contra, abstenciones=abstenciones
    )
    yield Parrafo((Enfasis(f"Acuerdo {acuerdo.numero_legible}. "), datos["texto"]))
    notas = [f"Punto {datos['punto']}, {punto}" if punto else "", acuerdo.votacion and f"Votación: {acuerdo.votacion}"]
    if any(notas):
        yield Parrafo(". ".join(nota for nota in notas if nota) + ".", "nota")
    if datos["disenso"]:
        yield Parrafo((Enfasis("Constancia de disenso: ", "cursiva"), datos["disenso"]))


def _compromisos(compromisos):
    yield Titulo(2, "Compromisos")
    if not compromisos:
        yield Parrafo("No se tomaron compromisos.")
        return
    yield Tabla(
        titulo="Compromisos",
        columnas=(Columna(3), Columna(6), Columna(5), Columna(3)),
        filas=(Fila(("Código", "Qué", "Quién", "Para cuándo"), "encabezado"), *map(_fila_de_compromiso, compromisos)),
    )


def _fila_de_compromiso(datos):
    monto = f" ({formato(Decimal(datos['monto']), datos['moneda'].lower())})" if datos["monto"] else ""
    quien = ", ".join(parte for parte in (datos["responsable"], datos["persona"]) if parte)
    plazo = formato(date.fromisoformat(datos["vence"])) if datos["vence"] else "Sin plazo"
    return Fila((datos["codigo"], f"{datos['accion']}{monto}", quien, plazo))


def _firmas(nomina):
    firman = [fila for fila in nomina if fila["estado"] == Asistencia.Estado.PRESENTE]
    firman.sort(key=lambda fila: (fila["institucion"].lower(), fila["persona"].lower()))
    filas = [Fila((_quien(fila), fila["institucion"], LUGAR_PARA_FIRMAR)) for fila in firman]
    yield Titulo(2, "Firmas")
    yield Tabla(
        titulo="Firmas",
        columnas=(Columna(5), Columna(5), Columna(4)),
        filas=(
            Fila(("Nombre", "Institución", "Firma"), "encabezado"),
            *(filas or [Fila(("", "", LUGAR_PARA_FIRMAR))] * FIRMAS_SIN_NOMINA),
        ),
    )


def _verificacion(acta):
    if not acta.esta_sellado:
        return
    direccion = settings.URL_DEL_SITIO + reverse("acta_verificar", args=[acta.token])
    yield Titulo(2, "Verificación")
    yield Parrafo(f"Código {acta.sesion.codigo}, versión {acta.numero_version}. Si esta acta sigue vigente se ve en:")
    yield Parrafo(Enlace(direccion, direccion))
    yield Parrafo(f"Huella SHA-256 de su contenido: {acta.hash}", "nota")
