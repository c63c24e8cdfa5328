"""Las planillas de mesas y de compromisos: ida y vuelta, lo que nace completo, permisos y lo que no se toca."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mesas.models import Compromiso, Evidencia, Fase, Instancia, Integrante, Mesa
from mesas.models.compromiso_estado import Estado
from tests.fabricas.actores import ActorFactory, PersonaFactory, ProgramaFactory
from tests.fabricas.mesas import ActividadPlanFactory, DocumentoMesaFactory, MesaFactory
from tests.fabricas.sesiones import SesionFactory
from tests.fabricas.territorios import TerritorioFactory
from tests.planillas import columnas_vacias, ida_y_vuelta, importar, motivos, ver

pytestmark = pytest.mark.django_db
PLAZO = {"sin_plazo": True, "motivo_sin_plazo": "sin fecha conocida"}


@pytest.fixture
def serviu():
    return ActorFactory(nombre="Servicio de Vivienda", sigla="SERVIU")


@pytest.fixture
def rosa():
    return PersonaFactory(nombre="Rosa Ficticia")


@pytest.fixture
def mesa(valparaiso, encargada, serviu, rosa):
    """Una mesa con todo lo que la planilla lleva."""
    mesa = Mesa.crear(
        por=None, nombre="=Mesa Campanilla", tipo="territorial", direcciones=[valparaiso], fase="funcionamiento",
        fase_desde=date(2020, 1, 1), territorios=[TerritorioFactory()], programas=[ProgramaFactory()], tema="vivienda",
        objetivo="dos\n\npárrafos ", encargado=encargada, en_uso_desde=date(2021, 1, 1), inicio=date(2019, 1, 1),
        fin=date(2030, 1, 1), fuente="000", alias=["Campanilla"],
    )  # fmt: skip
    primera = mesa.instancias.get()
    instancia = Instancia.crear(
        por=None, mesa=mesa, nombre="Comité", tipo="comite", rol="propositivo", padre=primera, fuente="x",
        periodicidad="ambigua", periodicidad_literal="bimensual", quorum_cantidad=8, quorum_sectores=3,
        inasistencias_seguidas=2, inasistencias_anuales=5, regla_de_asistencia="regla",
    )  # fmt: skip
    Instancia.objects.filter(pk=primera.pk).update(quorum_porcentaje=Decimal("50.5"))
    fechas = {"vigente_desde": date(2020, 1, 1), "vigente_hasta": date(2021, 1, 1)}
    Integrante.crear(por=None, instancia=instancia, actor=serviu, persona=rosa, rol="preside", fuente="y", **fechas)
    Integrante.crear(por=None, instancia=instancia, actor=serviu)
    DocumentoMesaFactory(
        mesa=mesa, numero="7", fecha=date(2020, 1, 1), materia="m", emisor="e", enlace="https://ejemplo.cl", rige=True,
        fuente="z", **fechas,
    ).firmantes.set([serviu])  # fmt: skip
    return mesa


@pytest.fixture
def compromisos(mesa, serviu, rosa):
    """Uno de cada origen y, entre todos, cada columna llena."""
    documento, actividad = mesa.documentos.get(), ActividadPlanFactory(mesa=mesa)
    completo = Compromiso.crear(
        por=None, origen="documento", documento=documento, respaldo=documento, mesa=mesa,
        instancia=mesa.instancias.first(), responsable=serviu, persona=rosa, accion="Construir\n\nviviendas",
        programa=ProgramaFactory(), monto=Decimal("1500000.50"), moneda="CLP", unidad_monto=1000, presupuestado="si",
        plurianual=True, prioridad="alta", vence=date(2031, 1, 1), suscrito_el=date(2020, 2, 2),
    )  # fmt: skip
    comunes = {"por": None, "responsable": serviu, **PLAZO}
    Compromiso.crear(origen="actividad", actividad_plan=actividad, mesa=mesa, accion="a", **comunes)
    Compromiso.crear(origen="encuentro", encuentro=SesionFactory(mesa=mesa), accion="b", **comunes)
    suelto = Compromiso.crear(
        origen="declarado", fuente="004:3", direccion=mesa.direcciones.get(), accion="c", **comunes
    )
    suelto.desistir(por=None, el=date(2021, 1, 1), motivo="ya no")
    informe = {"por": None, "en_nombre_de": serviu, "resultado": "dificultad", "causa": "licitacion"}
    prueba = Evidencia.de_enlace("https://ejemplo.cl/foto")
    completo.informar_avance(el=date(2021, 1, 1), nota="=nota\n", evidencias=[prueba], **informe)
    return completo


def test_exportar_e_importar_mesas_no_cambia_nada_con_todo_lleno(mesa, encargada):
    lineas = ida_y_vuelta("mesas", encargada)

    assert [linea.split("=")[3] for linea in lineas] == [f"{n} rechazadas" for n in (1, 1, 2, 2, 1)]
    assert ida_y_vuelta("mesas") == lineas
    assert columnas_vacias("mesas", encargada) == []


def test_crea_una_mesa_con_su_instancia_sus_integrantes_y_sus_documentos(valparaiso, encargada, serviu, rosa):
    importar(
        "mesas",
        {
            "Mesas": [
                {"Nombre": "Mesa del Agua", "Tipo": "mesa comunal", "Fase": "funcionamiento"}
                | {"En uso desde": "01-01-2026", "A cargo de": "encargada"}
            ],
            "Instancias": [
                {"Mesa": "mesa del agua", "Instancia": "Directorio", "Tipo": "directorio"},
                {"Mesa": "Mesa del Agua", "Instancia": "Comité", "Tipo": "comité", "Depende de": "Directorio"},
            ],
            "Integrantes": [
                {"Mesa": "Mesa del Agua", "Instancia": "Directorio", "Actor": "serviu", "Persona": "ROSA FICTICIA"}
            ],
            "Documentos": [{"Mesa": "Mesa del Agua", "Tipo": "convenio", "Firmantes": "SERVIU"}],
        },
        encargada,
    )

    mesa = Mesa.objects.get()
    integrante = Integrante.objects.get()
    assert (list(mesa.direcciones.all()), mesa.fase, mesa.encargado) == ([valparaiso], Fase.FUNCIONAMIENTO, encargada)
    assert [str(instancia) for instancia in mesa.instancias.order_by("codigo")] == ["Directorio", "Comité"]
    assert (integrante.instancia.nombre, integrante.persona, integrante.calidad) == ("Directorio", rosa, "titular")
    assert list(mesa.documentos.get().firmantes.all()) == [serviu]


def fila_de(mesa, **otros):
    return {"Código": mesa.codigo, "Nombre": mesa.nombre, "Tipo": "mesa territorial", "Fase": "preparación"} | otros


def test_la_mesa_de_otra_region_no_existe_y_la_regional_no_la_cambia_la_unidad_nacional(
    encargada, ajena, nacional, valparaiso
):
    mesa = MesaFactory(direcciones=[valparaiso])
    hojas = {"Mesas": [fila_de(mesa, Tema="otro")]}
    parte = {"Otros nombres": [{"Mesa": mesa.nombre, "Otro nombre": "X"}]}

    assert "no existe o no está a tu alcance" in motivos(ver("mesas", hojas, ajena))[0]
    assert motivos(ver("mesas", parte, ajena)) == [
        f"Otros nombres fila 2, Mesa: «{mesa.nombre}» no está en la hoja «Mesas» ni guardado"
    ]
    direcciones = {"Mesas": [hojas["Mesas"][0] | {"Direcciones regionales": "D-05"}]}
    assert motivos(ver("mesas", direcciones, nacional)) == ["Mesas fila 2: la edita su dirección regional"]
    assert motivos(ver("mesas", direcciones, encargada)) == []


@pytest.mark.parametrize(
    ("cambio", "motivo"),
    [
        ({"Fase": "mapeo"}, "Mesas fila 2, Fase: la fase de una mesa ya anotada cambia en su página"),
        ({"Direcciones regionales": "Maule"}, "sólo se da o se quita la mesa a direcciones regionales a tu alcance"),
        ({"Término": "01-01-2001", "Inicio": "01-01-2002"}, "La fecha de término de la mesa no puede ser anterior"),
        ({"Código": None, "Direcciones regionales": "Maule"}, "no puedes crear una mesa en esas direcciones"),
        ({"A cargo de": "ajena"}, "A cargo de: «ajena» no existe"),
    ],
)
def test_una_mesa_que_no_vale_se_rechaza(cambio, motivo, encargada, ajena, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso])
    fila = fila_de(mesa, **{"Direcciones regionales": "D-05", **cambio})

    assert motivo in motivos(ver("mesas", {"Mesas": [fila]}, encargada))[0]


def test_lo_cerrado_no_se_toca(mesa, encargada):
    (terminado,) = Integrante.objects.exclude(vigente_hasta=None)
    clave = {"Mesa": mesa.codigo, "Instancia": "Comité", "Actor": "SERVIU", "Persona": "Rosa Ficticia"}
    fila = clave | {"Desde": terminado.vigente_desde, "Papel": "gerente"}
    assert "ya dejó de ser parte" in motivos(ver("mesas", {"Integrantes": [fila]}, encargada))[0]

    mesa.avanzar_fase(a="cierre", por=None, motivo="cumplió")
    hojas = {"Otros nombres": [{"Mesa": mesa.codigo, "Otro nombre": "X"}]}

    assert motivos(ver("mesas", hojas, encargada)) == ["Otros nombres fila 2: la mesa está cerrada: ya no se cambia"]


def test_exportar_e_importar_compromisos_no_cambia_nada_con_todo_lleno(compromisos, encargada):
    lineas = ida_y_vuelta("compromisos", encargada)

    assert [linea.split("=")[3] for linea in lineas] == ["4 rechazadas", "1 rechazadas"]
    assert columnas_vacias("compromisos", encargada) == ["Compromisos: Punto del acta"]


def nuevo(mesa, **otros):
    comunes = {
        "Mesa": mesa.nombre,
        "Origen": "declarado en documento",
        "Fuente": "Acta de 2019",
        "Acción": "Pavimentar",
    }
    return comunes | {"Responsable": "serviu", "Vence": "31-12-2030"} | otros


def test_crea_un_compromiso_con_su_avance_y_su_estado_sale_de_los_hechos(mesa, encargada):
    avance = {"Compromiso": "nueva 1", "Fecha": "01-03-2026", "Resultado": "se cumplió", "En nombre de": "SERVIU"}
    evidencia = {"Enlace de la evidencia": "https://ejemplo.cl/foto"}

    importar(
        "compromisos",
        {
            "Compromisos": [nuevo(mesa, Código="nueva 1"), nuevo(mesa, Acción="Otra", **{"Suscrito el": "01-02-2020"})],
            "Avances": [avance | evidencia],
        },
        encargada,
    )

    primero, segundo = Compromiso.objects.order_by("codigo")
    assert (primero.estado, segundo.estado) == (Estado.CUMPLIDO_POR_VERIFICAR, Estado.SUSCRITO)
    assert (primero.mesa, primero.vence_original) == (mesa, date(2030, 12, 31))
    assert primero.avances.get().autor == encargada


def test_un_propuesto_se_corrige_y_se_suscribe_y_despues_sus_terminos_no_cambian(mesa, encargada):
    importar("compromisos", {"Compromisos": [nuevo(mesa)]}, encargada)
    codigo = Compromiso.objects.get().codigo
    firmado = nuevo(mesa, Código=codigo, Acción="Pavimentar dos calles", **{"Suscrito el": "01-02-2026"})

    importar("compromisos", {"Compromisos": [firmado]}, encargada)
    otra_accion = ver("compromisos", {"Compromisos": [firmado | {"Acción": "Una calle"}]}, encargada)
    otra_firma = ver("compromisos", {"Compromisos": [firmado | {"Suscrito el": "02-02-2026"}]}, encargada)

    compromiso = Compromiso.objects.get()
    assert (compromiso.accion, compromiso.estado) == ("Pavimentar dos calles", Estado.SUSCRITO)
    assert "El estado y lo firmado no se editan" in motivos(otra_accion)[0]
    assert "ya se suscribió" in motivos(otra_firma)[0]


@pytest.mark.parametrize(
    ("cambio", "motivo"),
    [
        ({"Origen": "punto de un acta"}, "Compromisos fila 2, Origen: un compromiso de un acta nace en su sesión"),
        ({"Fuente": None}, "El origen del compromiso pide exactamente su punto"),
        ({"Vence": None}, "Un compromiso tiene fecha de vencimiento, o dice por qué no tiene plazo."),
        ({"Responsable": "Servicio de Viviendaz"}, "no está en el directorio de actores; ¿quisiste decir «A-"),
        ({"Monto": -1}, "Monto: dice -1 y no puede ser menor que 0: corrígelo"),
        ({"Mesa": "Mesa Ajena"}, "Compromisos fila 2, Mesa: «Mesa Ajena» no existe"),
        ({"Mesa": None, "Dirección regional": "Maule"}, "es de una dirección regional que no es tuya"),
    ],
)
def test_un_compromiso_que_no_vale_se_rechaza_en_su_celda_y_no_queda_nada(cambio, motivo, mesa, encargada, maule):
    MesaFactory(nombre="Mesa Ajena", direcciones=[maule])

    resultado = ver("compromisos", {"Compromisos": [nuevo(mesa), nuevo(mesa, **cambio)]}, encargada)

    assert any(motivo.replace("fila 2", "fila 3") in dicho for dicho in motivos(resultado)), motivos(resultado)
    assert not Compromiso.objects.exists()


def test_un_compromiso_cerrado_y_un_avance_informado_no_se_cambian(compromisos, encargada):
    cerrado = Compromiso.objects.get(accion="c")
    fila = {"Código": cerrado.codigo, "Dirección regional": "D-05", "Origen": "declarado en documento"}
    fila |= {"Fuente": "otra", "Responsable": "SERVIU", "Acción": "c", "Sin plazo": "sí", "Por qué no tiene plazo": "x"}
    avance = {"Compromiso": compromisos.codigo, "Fecha": "01-01-2021", "Resultado": "con dificultades"}
    avance |= {"Nota": "=nota\n"}

    assert motivos(ver("compromisos", {"Compromisos": [fila]}, encargada)) == [
        "Compromisos fila 2: está cerrado: ya no se cambia"
    ]
    assert "un avance ya informado no se cambia" in motivos(ver("compromisos", {"Avances": [avance]}, encargada))[0]


def test_avisa_si_el_compromiso_ya_esta(compromisos, mesa, encargada):
    ((_, frase),) = ver("compromisos", {"Compromisos": [nuevo(mesa, Acción="CONSTRUIR viviendas")]}, encargada).avisos

    assert frase == f"dice lo mismo que el {compromisos.codigo}: si es el mismo, no lo repitas"


@pytest.mark.parametrize("tipo", ["mesas", "compromisos"])
def test_quien_observa_no_descarga_personas(tipo, entrar, observadora):
    assert entrar(observadora).get(f"/planillas/{tipo}/descargar/").status_code == 403


def test_ensayar_una_fila_mas_cuesta_pocas_consultas(mesa, encargada):
    def consultas(cuantas):
        hojas = {"Compromisos": [nuevo(mesa, Acción=f"Calle {n}") for n in range(cuantas)]}
        with CaptureQueriesContext(connection) as hechas:
            ver("compromisos", hojas, encargada)
        return sum("SAVEPOINT" not in consulta["sql"] for consulta in hechas)

    consultas(1)

    assert (consultas(12) - consultas(2)) / 10 <= 8
