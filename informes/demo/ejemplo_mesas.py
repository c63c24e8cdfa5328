"""Tres mesas ficticias en marcha, con sesiones, actas y compromisos en todos sus estados."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from django.utils.text import slugify

from actores.models import Actor, Persona, Programa, Sector, TipoActor
from mesas import convocatoria
from mesas.models import (
    Acta,
    ActividadPlan,
    Acuerdo,
    Asistencia,
    Compromiso,
    Convocado,
    Diagnostico,
    DocumentoMesa,
    Eje,
    Evidencia,
    Fase,
    Instancia,
    Integrante,
    Mesa,
    Periodicidad,
    PuntoTabla,
    Sesion,
    TipoInstancia,
    TipoMesa,
)
from territorios.models import DireccionRegional

# usuaria que la lleva, quien verifica, dirección, nombre, tema
MESAS = (
    ("maule", "nacional", "D-07", "Mesa de ejemplo Valle Claro", "Cuidados y empleo rural"),
    ("valparaiso", "valparaiso2", "D-05", "Mesa de ejemplo Cerro Azul", "Barrio y comercio local"),
    ("antofagasta", "nacional", "D-02", "Mesa de ejemplo Puerto Seco", "Oficios y reciclaje"),
)
# nombre, sigla, tipo, ámbito, sector, representante, cargo
ACTORES = (
    (
        "Municipalidad de {lugar} (ejemplo)",
        "",
        "municipal",
        "comunal",
        Sector.PUBLICO,
        "Rosa Ejemplo",
        "Directora comunitaria",
    ),
    (
        "Servicio de Empleo de Ejemplo, {lugar}",
        "SEE",
        "publico-regional",
        "regional",
        Sector.PUBLICO,
        "Luis Muestra",
        "Encargado",
    ),
    ("Cámara de Comercio de {lugar} (ejemplo)", "", "gremio", "comunal", Sector.PRIVADO, "Ana Modelo", "Gerenta"),
    (
        "Instituto de Oficios de {lugar} (ejemplo)",
        "",
        "universidad",
        "regional",
        Sector.ACADEMIA,
        "Iván Prueba",
        "Coordinador",
    ),
    (
        "Junta de Vecinos Los Aromos de {lugar} (ejemplo)",
        "",
        "organizacion-comunitaria",
        "local",
        Sector.SOCIEDAD_CIVIL,
        "Marta Ficticia",
        "Presidenta",
    ),
)
TABLA = ("Seguimiento de los compromisos abiertos", "Avance del plan de trabajo", "Varios y próxima fecha")
LO_TRATADO = (
    "Se revisó uno por uno qué se hizo, qué falta y quién lo lleva.",
    "La feria de empleo se mantiene en su fecha; la sede abrirá los sábados si se consigue quién la cuide.",
    "Se fijó la fecha de la próxima reunión.",
)


def crear(*, elenco, hoy):
    """Crea las tres mesas y las devuelve en el orden de MESAS."""
    return [
        _Mesa(elenco[lleva], elenco[verifica], codigo, nombre, tema, hoy).crear()
        for lleva, verifica, codigo, nombre, tema in MESAS
    ]


class _Mesa:
    """Arma una mesa viva; `dias(n)` es la fecha a n días de hoy."""

    def __init__(self, lleva, verifica, codigo, nombre, tema, hoy):
        self.lleva, self.verifica, self.codigo, self.nombre, self.tema, self.hoy = (
            lleva,
            verifica,
            codigo,
            nombre,
            tema,
            hoy,
        )
        self.lugar = nombre.removeprefix("Mesa de ejemplo ")

    def dias(self, cuantos):
        return self.hoy + timedelta(days=cuantos)

    def crear(self):
        self.mesa = self._mesa()
        self.actores, self.personas = self._actores()
        self.instancia = self.mesa.instancias.get()
        self._integrantes()
        self._fundamento()
        constitucion, segunda, tercera = self._sesiones_pasadas()
        self._compromisos(constitucion, segunda, tercera)
        self._aprobar(constitucion, -60)
        self._aprobar(segunda, -20)
        tercera.actas.get().circular(por=self.lleva, hasta=self.dias(4))
        self._historia_de_los_compromisos(segunda)
        self._proximas()
        return self.mesa

    def _mesa(self):
        mesa = Mesa.crear(
            por=self.lleva,
            direcciones=[DireccionRegional.objects.get(codigo=self.codigo)],
            programas=[Programa.objects.get(clave="accion-local")],
            nombre=self.nombre,
            tipo=TipoMesa.TERRITORIAL,
            fase=Fase.INSTALACION,
            fase_desde=self.dias(-95),
            tema=self.tema,
            objetivo="Que las instituciones del barrio acuerden quién hace qué, y lo cumplan.",
            encargado=self.lleva,
            en_uso_desde=self.dias(-100),
            inicio=self.dias(-95),
        )
        mesa.avanzar_fase(a=Fase.FUNCIONAMIENTO, por=self.lleva, el=self.dias(-70))
        return mesa

    def _actores(self):
        tipos = {tipo.clave: tipo for tipo in TipoActor.objects.all()}
        region = self.mesa.direcciones.get().regiones.get()
        actores, personas = [], []
        for nombre, sigla, tipo, ambito, sector, representante, cargo in ACTORES:
            actor = Actor.crear(
                por=self.lleva,
                nombre=nombre.format(lugar=self.lugar),
                sigla=sigla,
                tipo=tipos[tipo],
                ambito=ambito,
                sector=sector,
                regiones=[region],
            )
            actores.append(actor)
            personas.append(
                Persona.crear(
                    por=self.lleva,
                    nombre=f"{representante} ({self.lugar})",
                    # A la última se la llama: no tiene correo.
                    correo="" if sector == Sector.SOCIEDAD_CIVIL else f"{slugify(representante)}@example.org",
                    actor=actor,
                    cargo=cargo,
                    vigente_desde=self.dias(-100),
                )
            )
        return actores, personas

    def _integrantes(self):
        self.instancia.periodicidad = Periodicidad.MENSUAL
        self.instancia.quorum_cantidad = 3
        self.instancia.registrar(por=self.lleva, motivo="reglas de la mesa")
        for actor, persona in zip(self.actores, self.personas, strict=True):
            Integrante.crear(
                por=self.lleva,
                instancia=self.instancia,
                actor=actor,
                persona=persona,
                vigente_desde=self.dias(-95),
            )
        Instancia.crear(
            por=self.lleva,
            mesa=self.mesa,
            nombre="Secretaría Técnica",
            tipo=TipoInstancia.SECRETARIA_TECNICA,
            padre=self.instancia,
            periodicidad=Periodicidad.SEGUN_NECESIDAD,
        )

    def _fundamento(self):
        """Convenio, diagnóstico validado y un plan corto."""
        DocumentoMesa.crear(
            por=self.lleva,
            mesa=self.mesa,
            tipo=DocumentoMesa.Tipo.CONVENIO,
            numero="12",
            fecha=self.dias(-92),
            materia="Convenio de trabajo conjunto (ejemplo)",
            firmantes=self.actores[:3],
        )
        diagnostico = Diagnostico.crear(
            por=self.lleva,
            mesa=self.mesa,
            titulo="Diagnóstico participativo",
            resumen="Faltan cuidados de tarde y empleos con horario compatible.",
            actor=self.actores[3],
            desde=self.dias(-90),
            hasta=self.dias(-90),
        )
        diagnostico.validar(por=self.lleva, en="la sesión de constitución", el=self.dias(-70))
        eje = Eje.crear(por=self.lleva, mesa=self.mesa, orden=1, nombre="Cuidar y trabajar cerca de casa")
        for numero, (nombre, desde, hasta) in enumerate(
            (("Feria de empleo del barrio", -30, -30), ("Habilitar la sede los sábados", 20, 45)), start=1
        ):
            ActividadPlan.crear(
                por=self.lleva,
                mesa=self.mesa,
                eje=eje,
                nombre=nombre,
                responsable=self.actores[numero],
                desde=self.dias(desde),
                hasta=self.dias(hasta),
                precision="rango",
            )

    def _sesiones_pasadas(self):
        fechas = ((-70, Sesion.Tipo.CONSTITUCION), (-35, Sesion.Tipo.MESA), (-6, Sesion.Tipo.MESA))
        return [self._sesion(cuando, tipo, faltan=numero) for numero, (cuando, tipo) in enumerate(fechas)]

    def _sesion(self, cuando, tipo, *, faltan):
        sesion = self._abrir(cuando, tipo)
        sesion.realizar(por=self.lleva)
        for lugar, (actor, persona) in enumerate(zip(self.actores, self.personas, strict=True)):
            estado = Asistencia.Estado.EXCUSADO if lugar < faltan else Asistencia.Estado.PRESENTE
            Asistencia.anotar(por=self.lleva, sesion=sesion, actor=actor, persona=persona, estado=estado)
        sesion.confirmar_asistencia(por=self.lleva)
        for punto, lo_tratado in zip(sesion.puntos.order_by("orden"), LO_TRATADO, strict=True):
            punto.estado, punto.lo_tratado = PuntoTabla.Estado.TRATADO, lo_tratado
            punto.registrar(por=self.lleva)
        acta = Acta.crear(por=self.lleva, sesion=sesion, texto="Se revisaron los puntos de la tabla, uno por uno.")
        Acuerdo.crear(
            por=self.lleva,
            acta=acta,
            punto=sesion.puntos.get(orden=2),
            texto="La mesa prioriza el trabajo con jefas de hogar del barrio.",
        )
        return sesion

    def _abrir(self, cuando, tipo=Sesion.Tipo.MESA):
        sesion = Sesion.crear(
            por=self.lleva,
            instancia=self.instancia,
            tipo=tipo,
            desde=self.dias(cuando),
            hora_inicio=time(10, 0),
            hora_fin=time(12, 0),
            lugar=f"Sede vecinal de {self.lugar}",
        )
        for orden, titulo in enumerate(TABLA, start=1):
            PuntoTabla.crear(
                por=self.lleva, sesion=sesion, orden=orden, titulo=titulo, minutos=40, recurrente=orden == 1
            )
        return sesion

    def _proximas(self):
        """Una citada hace dos días, con tres respuestas de cinco, y otra en borrador."""
        proxima, hace_dos_dias = self._abrir(5), datetime.combine(self.dias(-2), time(9), tzinfo=UTC)
        convocatoria.convocar(proxima, por=self.lleva, al=hace_dos_dias)
        respuestas = (
            {"respuesta": Convocado.Respuesta.ACEPTA},
            {"respuesta": Convocado.Respuesta.EXCUSA, "nota": "Ese día tenemos concejo."},
            {"respuesta": Convocado.Respuesta.DELEGA, "delega_en": f"Pablo Ensayo ({self.lugar})"},
        )
        for convocado, respuesta in zip(proxima.convocados.con_quien_es().en_orden(), respuestas, strict=False):
            convocado.responder(al=hace_dos_dias, **respuesta)
        self._abrir(40)

    def _aprobar(self, sesion, cuando):
        sesion.actas.get().aprobar(
            por=self.lleva,
            el=self.dias(cuando),
            respaldo_tipo=Acta.Respaldo.SESION_SIGUIENTE,
            respaldo="Leída y aprobada al comenzar la sesión siguiente",
        )

    def _compromisos(self, constitucion, segunda, tercera):
        """Nacen en puntos de acta; los de la última sesión quedan propuestos hasta que se apruebe."""
        en = {"constitucion": constitucion, "segunda": segunda, "tercera": tercera}
        self.compromisos = {}
        for clave, sesion, quien, accion, monto, vence in (
            ("cumplido", "constitucion", 0, "Facilitar la sede vecinal los sábados", None, -30),
            ("por_verificar", "constitucion", 1, "Abrir 20 cupos de capacitación en oficios", "4500000", 12),
            ("en_ejecucion", "constitucion", 2, "Comprometer a 8 comercios con el programa", None, 35),
            ("atrasado", "segunda", 3, "Entregar el catastro de oficios del barrio", None, -8),
            ("reprogramado", "segunda", 0, "Reparar la iluminación de la plaza", "12000000", -12),
            ("incumplido", "segunda", 2, "Donar equipos usados para el taller", None, -15),
            ("propuesto", "tercera", 4, "Convocar a las vecinas de los pasajes nuevos", None, 25),
        ):
            self.compromisos[clave] = Compromiso.crear(
                por=self.lleva,
                origen=Compromiso.Origen.PUNTO,
                punto=en[sesion].puntos.get(orden=2),
                responsable=self.actores[quien],
                accion=accion,
                monto=monto and Decimal(monto),
                moneda="CLP" if monto else "",
                vence=self.dias(vence),
            )

    def _historia_de_los_compromisos(self, segunda):
        listos = self.compromisos
        acta = segunda.actas.get()
        listos["cumplido"].informar_avance(
            por=self.lleva,
            el=self.dias(-33),
            resultado="cumplido",
            evidencias=[Evidencia.de_acta(acta, punto=segunda.puntos.get(orden=2))],
            en_nombre_de=self.actores[0],
        )
        listos["cumplido"].verificar(por=self.verifica, el=self.dias(-18))
        listos["por_verificar"].informar_avance(
            por=self.lleva,
            el=self.dias(-4),
            resultado="cumplido",
            evidencias=[Evidencia.de_enlace("https://www.example.org/cupos", "Lista publicada de cupos")],
            en_nombre_de=self.actores[1],
            monto_ejecutado=Decimal("4500000"),
        )
        listos["en_ejecucion"].informar_avance(
            por=self.lleva, el=self.dias(-10), resultado="en_curso", nota="Cinco comercios ya firmaron."
        )
        listos["reprogramado"].reprogramar(
            por=self.lleva,
            el=self.dias(-13),
            vence=self.dias(30),
            causa=Compromiso.Causa.LICITACION,
            motivo="La licitación quedó desierta y se llamó de nuevo.",
        )
        listos["incumplido"].cerrar_incumplido(
            por=self.lleva,
            el=self.dias(-5),
            causa=Compromiso.Causa.PRESUPUESTO,
            motivo="La empresa cerró su programa de donaciones.",
        )
