"""Importar una planilla dice qué pasaría, aplica todo o nada y no cambia lo que no se cambió."""

from datetime import date
from decimal import Decimal

import pytest

from comun.models import Bitacora, CifraDeclarada, Correlativo
from comun.planillas import ErrorDePlanilla, PlanillaConRechazos, aplicar
from territorios.models import Comuna, DireccionRegional, Provincia, Region, Territorio
from tests.comun.planillas.juguete import (
    CIFRAS,
    DIRECCIONES,
    DIVISION,
    LOCALIDADES,
    REGION,
    editado,
    exportado,
    libro_de,
    motivos,
    previa,
)
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.territorios import (
    ComunaFactory,
    DireccionRegionalFactory,
    ProvinciaFactory,
    RegionFactory,
    TerritorioFactory,
)

pytestmark = pytest.mark.django_db
ENCABEZADOS = CIFRAS.hojas[0].encabezados


def cifra(**valores):
    """Una fila de la hoja Cifras, por encabezado."""
    base = {
        "Qué mide": "integrantes",
        "Ámbito": "M-05-0001",
        "Valor": 28,
        "Unidad": "personas",
        "Documento": "Informe",
    }
    return [(base | valores).get(encabezado) for encabezado in ENCABEZADOS]


def cifras(*filas):
    return libro_de({"Cifras": [ENCABEZADOS, *filas]})


def lineas(resultado):
    return list(resultado.lineas())


def test_exportar_e_importar_no_cambia_nada():
    CifraDeclaradaFactory(valor=Decimal("28.50"), nota="  dos\n\npárrafos \n", linea=None, moneda="USD")
    CifraDeclaradaFactory(es_minimo=True, anio=None, documento="=1+1")

    resultado = previa(CIFRAS, exportado(CIFRAS))

    assert motivos(resultado) == []
    assert lineas(resultado) == ["Cifras: nuevas=0 cambiadas=0 sin_cambios=2 rechazadas=0"]


def test_una_celda_cambiada_se_muestra_antes_y_despues_y_se_aplica_con_su_historial(encargada):
    guardada = CifraDeclaradaFactory(valor=Decimal("28"))
    libro = editado(exportado(CIFRAS), {("Cifras", "E2"): 28.5})

    resultado = previa(CIFRAS, libro, encargada)
    (cambio,) = resultado.cambios
    aplicar(resultado, por=encargada)

    assert (cambio.fila, cambio.columna, cambio.antes, cambio.despues) == (2, "Valor", "28", "28,5")
    guardada.refresh_from_db()
    assert (guardada.valor, guardada.version) == (Decimal("28.50"), 2)
    historia = guardada.history.first()
    assert (historia.history_user, historia.history_change_reason) == (encargada, "Planilla cifras_de_juguete")
    acto = Bitacora.objects.get(acto=Bitacora.Acto.IMPORTACION)
    assert acto.usuario == encargada
    assert "cambiadas=1" in acto.detalle


def test_previsualizar_no_escribe_nada():
    resultado = previa(CIFRAS, cifras(cifra(), cifra()))

    assert lineas(resultado) == ["Cifras: nuevas=2 cambiadas=0 sin_cambios=0 rechazadas=0"]
    assert CifraDeclarada.objects.count() == 0
    assert CifraDeclarada.history.count() == 0
    assert not Correlativo.objects.filter(serie="F").exists()


def test_lo_previsualizado_con_ensayo_se_puede_aplicar_despues():
    guardada = CifraDeclaradaFactory(valor=1)
    resultado = previa(CIFRAS, cifras(cifra(Código=guardada.codigo, Valor=2), cifra(Código="nueva 1", Línea=None)))

    aplicar(resultado)

    guardada.refresh_from_db()
    assert guardada.valor == 2
    nueva = CifraDeclarada.objects.exclude(pk=guardada.pk).get()
    assert nueva.codigo == "F-000001"
    assert nueva.linea is None


def test_una_fila_mala_impide_aplicar_las_buenas():
    resultado = previa(CIFRAS, cifras(cifra(), cifra(Valor="mucho"), cifra(Unidad="persona")))

    with pytest.raises(PlanillaConRechazos):
        aplicar(resultado)

    assert CifraDeclarada.objects.count() == 0
    assert lineas(resultado) == ["Cifras: nuevas=1 cambiadas=0 sin_cambios=0 rechazadas=2"]
    assert motivos(resultado) == [
        "Cifras fila 3, Valor: «mucho» no es un número",
        "Cifras fila 4, Unidad: «persona» no es una de las opciones; ¿quisiste decir «personas»?",
    ]


def test_lo_que_dice_el_modelo_sale_en_la_fila_con_su_frase():
    resultado = previa(CIFRAS, cifras(cifra(Valor=-1), cifra(Unidad="monto"), cifra(Línea=13), cifra()))

    assert motivos(resultado) == [
        "Cifras fila 2: Una cifra declarada no puede ser negativa.",
        "Cifras fila 3: Un monto declarado necesita su moneda.",
        "Cifras fila 4, Línea: la línea 13 no se usa",
    ]


def test_si_al_aplicar_aparece_un_rechazo_no_queda_nada():
    resultado = previa(CIFRAS, cifras(cifra(), cifra(Valor=-1)), con_ensayo=False)

    with pytest.raises(PlanillaConRechazos):
        aplicar(resultado)

    assert CifraDeclarada.objects.count() == 0
    assert Bitacora.objects.count() == 0
    assert motivos(resultado) == ["Cifras fila 3: Una cifra declarada no puede ser negativa."]


def test_quien_guarda_despues_de_que_otro_cambio_la_fila_se_entera():
    guardada = CifraDeclaradaFactory(valor=1)
    resultado = previa(CIFRAS, cifras(cifra(Código=guardada.codigo, Valor=2)))
    guardada.valor = 3
    guardada.registrar(por=None)

    with pytest.raises(PlanillaConRechazos):
        aplicar(resultado)

    assert "Otra persona guardó" in motivos(resultado)[0]
    guardada.refresh_from_db()
    assert guardada.valor == 3


def test_una_fila_ausente_no_se_elimina():
    CifraDeclaradaFactory.create_batch(2)

    resultado = previa(CIFRAS, cifras())
    aplicar(resultado)

    assert CifraDeclarada.objects.count() == 2


def test_eliminar_si_la_elimina_y_deja_el_motivo():
    guardada = CifraDeclaradaFactory()
    resultado = previa(CIFRAS, cifras(cifra(Código=guardada.codigo, eliminar="sí", Valor="lo que sea")))

    aplicar(resultado)

    assert lineas(resultado) == ["Cifras: nuevas=0 cambiadas=0 sin_cambios=0 rechazadas=0 eliminadas=1"]
    assert not CifraDeclarada.objects.exists()
    assert CifraDeclarada.history.first().history_change_reason == "Planilla cifras_de_juguete"


def test_no_elimina_lo_que_otros_usan_y_dice_que_lo_usa():
    comuna = ComunaFactory(nombre="Olmué")
    provincia = comuna.provincia
    filas = [["Código", "Nombre", "Región", "eliminar"], [provincia.codigo, provincia.nombre, "05", "sí"]]

    resultado = previa(DIVISION, libro_de({"Provincias": filas}))

    (motivo,) = motivos(resultado)
    assert motivo == "Provincias fila 2, eliminar: no se puede eliminar porque lo usan 1 de «comunas» (05101)"


@pytest.mark.parametrize(
    ("valores", "motivo"),
    [
        (
            {"Código": "F-999999"},
            "«F-999999» no existe o no está a tu alcance; para una fila nueva deja vacío el código",
        ),
        ({"Código": "nueva 1", "eliminar": "sí"}, "pide eliminar algo que no está guardado"),
        ({"eliminar": "quizás"}, "«quizás» no es «sí» ni «no»"),
        ({"Valor": None}, "es obligatorio y está vacío"),
        ({"Valor": "1.234"}, "«1.234» es ambiguo: escribe 1234 si es el entero, o 1,2340 si no"),
        ({"Valor": 1.005}, "tiene más de 2 decimales (1,005)"),
        ({"Valor": "99999999999999999"}, "asegúrese de que no haya más de 16 dígitos en total"),
        ({"Año": -1}, "dice -1 y no puede ser menor que 0"),
        ({"Año": 2020.5}, "debe ser un número entero y dice 2020,5"),
        ({"Moneda": "PESOS"}, "tiene 5 caracteres y caben 3"),
        ({"Documento": date(2020, 1, 2)}, "Excel la convirtió en fecha u hora"),
        ({"Es un mínimo": "tal vez"}, "«tal vez» no es «sí» ni «no»"),
    ],
)
def test_rechaza_la_celda_con_su_motivo(valores, motivo):
    resultado = previa(CIFRAS, cifras(cifra(**valores)))

    (dicho,) = motivos(resultado)
    assert dicho.startswith("Cifras fila 2, ")
    assert motivo in dicho


def test_la_misma_fila_dos_veces_se_rechaza():
    codigo = CifraDeclaradaFactory().codigo

    resultado = previa(CIFRAS, cifras(cifra(Código=codigo), cifra(), cifra(Código=codigo.lower())))

    assert motivos(resultado) == [f"Cifras fila 4, Código: repite la fila 2 ({codigo})"]


def test_un_hijo_puede_nombrar_a_un_padre_que_se_crea_en_el_mismo_libro():
    RegionFactory(codigo="05", nombre="Valparaíso")
    libro = libro_de(
        {
            "Provincias": [["Código", "Nombre", "Región"], ["054", "Petorca", "valparaiso"]],
            "Comunas": [
                ["Provincia", "Nombre", "Código", "Población"],
                ["054", "La Ligua", "05401", None],
                ["054", "Cabildo", "05402", 0],
            ],
            "Territorios": [
                ["Código", "Nombre", "Tipo", "Dentro de", "Provincias", "Desde", "Hasta"],
                ["nueva 1", "Valle", "Cuenca", "nueva 2", None, None, None],
                ["nueva 2", "Provincia entera", "provincial", None, "054; 054", "01-03-2019", date(2020, 1, 1)],
            ],
        }
    )

    resultado = previa(DIVISION, libro)
    assert motivos(resultado) == []
    aplicar(resultado)

    provincia = Provincia.objects.get(codigo="054")
    assert provincia.region.nombre == "Valparaíso"
    assert dict(provincia.comunas.values_list("nombre", "poblacion")) == {"La Ligua": None, "Cabildo": 0}
    valle = Territorio.objects.get(nombre="Valle")
    assert valle.padre.nombre == "Provincia entera"
    assert list(valle.padre.provincias.all()) == [provincia]
    assert valle.padre.vigente_desde == date(2019, 3, 1)


def test_ida_y_vuelta_con_padres_referencias_multiples_y_a_la_misma_hoja():
    ComunaFactory(codigo="05101", poblacion=None)
    ProvinciaFactory(codigo="052")
    padre = TerritorioFactory(provincias=list(Provincia.objects.all()), vigente_desde=date(2019, 1, 1))
    TerritorioFactory(padre=padre)

    resultado = previa(DIVISION, exportado(DIVISION))

    assert motivos(resultado) == []
    assert lineas(resultado) == [
        "Provincias: nuevas=0 cambiadas=0 sin_cambios=2 rechazadas=0",
        "Comunas: nuevas=0 cambiadas=0 sin_cambios=1 rechazadas=0",
        "Territorios: nuevas=0 cambiadas=0 sin_cambios=2 rechazadas=0",
    ]


def test_referencia_desconocida_sugiere_y_ambigua_pide_precisar():
    RegionFactory(codigo="05", nombre="Valparaíso")
    RegionFactory(codigo="08", nombre="Biobío")
    RegionFactory(codigo="16", nombre="BIOBÍO")
    filas = [["Código", "Nombre", "Región"], ["054", "a", "Balparaíso"], ["055", "b", "biobio"], ["056", "c", "Narnia"]]

    resultado = previa(DIVISION, libro_de({"Provincias": filas}))

    assert motivos(resultado) == [
        "Provincias fila 2, Región: «Balparaíso» no existe; ¿quisiste decir «Valparaíso»?",
        "Provincias fila 3, Región: «biobio» puede ser más de uno (08, 16): escríbelo como aparece ahí",
        "Provincias fila 4, Región: «Narnia» no existe",
    ]


def test_los_hijos_de_una_fila_rechazada_lo_dicen():
    RegionFactory(codigo="05")
    libro = libro_de(
        {
            "Provincias": [["Código", "Nombre", "Región"], ["054", None, "05"]],
            "Comunas": [["Provincia", "Nombre", "Código", "Población"], ["054", "La Ligua", "05401", None]],
        }
    )

    assert motivos(previa(DIVISION, libro)) == [
        "Provincias fila 2, Nombre: es obligatorio y está vacío",
        "Comunas fila 2: depende de Provincias fila 2, que está rechazada",
    ]


def test_no_se_puede_nombrar_una_fila_que_el_libro_elimina():
    provincia = ProvinciaFactory(codigo="051")
    libro = libro_de(
        {
            "Provincias": [["Código", "Nombre", "Región", "eliminar"], ["051", provincia.nombre, "05", "sí"]],
            "Comunas": [["Provincia", "Nombre", "Código", "Población"], ["051", "Quilpué", "05106", None]],
        }
    )

    assert motivos(previa(DIVISION, libro)) == [
        "Comunas fila 2: se refiere a Provincias fila 2, que este libro elimina"
    ]


def test_territorios_que_se_contienen_en_circulo_se_rechazan():
    encabezados = ["Código", "Nombre", "Tipo", "Dentro de", "Provincias", "Desde", "Hasta"]
    filas = [["nueva 1", "a", "cuenca", "nueva 2"], ["nueva 2", "b", "cuenca", "nueva 1"]]

    resultado = previa(DIVISION, libro_de({"Territorios": [encabezados, *filas]}))

    assert any("se nombra a sí misma" in motivo for motivo in motivos(resultado))
    assert resultado.cuenta("Territorios")["rechazadas"] == 2


def test_fechas_al_reves_se_rechazan_en_su_fila():
    encabezados = ["Código", "Nombre", "Tipo", "Dentro de", "Provincias", "Desde", "Hasta"]
    filas = [[None, "a", "cuenca", None, None, "02-01-2020", "01-01-2020"]]

    (motivo,) = motivos(previa(DIVISION, libro_de({"Territorios": [encabezados, *filas]})))

    assert motivo.startswith("Territorios fila 2")


def test_libro_de_un_solo_objeto_va_y_vuelve_sin_tocar_los_demas():
    ComunaFactory(codigo="05101")
    ComunaFactory(codigo="08101")
    region = Region.objects.get(codigo="05")

    resultado = previa(REGION, exportado(REGION, codigo="05"))

    assert motivos(resultado) == []
    assert lineas(resultado) == [
        "Región: nuevas=0 cambiadas=0 sin_cambios=1 rechazadas=0",
        "Provincias: nuevas=0 cambiadas=0 sin_cambios=1 rechazadas=0",
        "Comunas: nuevas=0 cambiadas=0 sin_cambios=1 rechazadas=0",
    ]
    assert resultado.filas["Región"][0].objeto == region


def test_libro_de_un_solo_objeto_crea_el_objeto_con_todo_lo_que_cuelga():
    ComunaFactory(codigo="05101")
    libro = editado(exportado(REGION, codigo="05"), {("Región", "A2"): "15", ("Región", "F2"): 1})
    libro = editado(libro, {("Provincias", "B2"): "151", ("Comunas", "C2"): "15101"})

    resultado = previa(REGION, libro)
    assert motivos(resultado) == []
    aplicar(resultado)

    nueva = Region.objects.get(codigo="15")
    assert Comuna.objects.get(codigo="15101").provincia.region == nueva
    assert Bitacora.objects.get(acto=Bitacora.Acto.IMPORTACION).codigo_objeto == "15"


def test_libro_de_un_solo_objeto_lleva_una_fila_en_su_primera_hoja():
    RegionFactory(codigo="05")
    encabezados = REGION.hojas[0].encabezados

    assert motivos(previa(REGION, libro_de({"Región": [encabezados]}))) == [
        "Región: debe tener exactamente una fila y tiene 0"
    ]
    assert motivos(previa(REGION, libro_de({"Provincias": [["Nombre", "Código"]]}))) == [
        "Región: falta esta hoja, que dice de qué es el libro"
    ]


def test_referencias_multiples_se_comparan_sin_orden_y_se_reemplazan():
    otra = RegionFactory(codigo="07")
    direccion = DireccionRegionalFactory(region="05", regiones=[RegionFactory(codigo="05"), otra])
    sucesora = DireccionRegionalFactory(region="07")
    libro = exportado(DIRECCIONES)

    iguales = previa(DIRECCIONES, editado(libro, {("Direcciones", "E2"): "07 ; 05"}))
    resultado = previa(DIRECCIONES, editado(libro, {("Direcciones", "E2"): "05", ("Direcciones", "F2"): "D-07"}))
    aplicar(resultado)

    assert not iguales.cambios
    assert [(c.antes, c.despues) for c in resultado.cambios] == [
        ("05 Región 05; 07 Región 07", "05 Región 05"),
        ("vacío", "D-07 Dirección 07"),
    ]
    direccion = DireccionRegional.objects.get(codigo="D-05")
    assert [region.codigo for region in direccion.regiones.all()] == ["05"]
    assert list(direccion.sucesoras.all()) == [sucesora]


def test_lo_que_tiene_clave_doble_se_nombra_entero_o_ayudado_por_otra_columna():
    ComunaFactory(codigo="05101", nombre="Centro")
    ComunaFactory(codigo="05201", nombre="Centro")
    TerritorioFactory(comunas=list(Comuna.objects.all()))
    libro = editado(
        exportado(LOCALIDADES),
        {
            ("Comunas", "A4"): "052",
            ("Comunas", "B4"): "Norte",
            ("Comunas", "C4"): "05202",
            ("Códigos", "A2"): "09999",
            ("Códigos", "B2"): "052",
            ("Códigos", "C2"): "Centro",
            ("Códigos", "D2"): "05-09-2018",
            ("Territorios", "D2"): "051 / Centro; 052 / Norte",
        },
    )

    assert previa(LOCALIDADES, exportado(LOCALIDADES)).cambios == []
    resultado = previa(LOCALIDADES, libro)
    assert motivos(resultado) == []
    aplicar(resultado)

    assert Comuna.objects.get(codigos_historicos__codigo="09999").codigo == "05201"
    assert set(Territorio.objects.get().comunas.values_list("codigo", flat=True)) == {"05101", "05202"}
    assert previa(LOCALIDADES, exportado(LOCALIDADES)).cuenta("Códigos")["sin_cambios"] == 1


def test_una_clave_doble_mal_escrita_dice_como_se_escribe():
    ComunaFactory(codigo="05101", nombre="Centro")
    TerritorioFactory()

    libro = exportado(LOCALIDADES)
    sola = previa(LOCALIDADES, editado(libro, {("Territorios", "D2"): "Centro"}))
    otra = previa(LOCALIDADES, editado(libro, {("Territorios", "D2"): "051 / Sentro"}))

    assert "«Centro» debe escribirse «Provincia / Nombre»" in motivos(sola)[0]
    assert "¿quisiste decir «051 / Centro»?" in motivos(otra)[0]


def test_quien_no_puede_importar_el_tipo_o_tocar_la_fila_no_lo_hace(encargada, lectora, monkeypatch):
    guardada = CifraDeclaradaFactory(valor=1)
    libro = cifras(cifra(Código=guardada.codigo, Valor=2), cifra())
    monkeypatch.setattr(CIFRAS, "puede_importar", lambda usuario: usuario.es_editor_regional)
    monkeypatch.setattr(
        CIFRAS.hojas[0], "permiso", lambda usuario, fila: "no es de tu dirección" if fila.objeto is not None else None
    )

    with pytest.raises(ErrorDePlanilla, match="No tienes permiso"):
        previa(CIFRAS, libro, lectora)
    resultado = previa(CIFRAS, libro, encargada)

    assert motivos(resultado) == ["Cifras fila 2: no es de tu dirección"]
    assert motivos(previa(CIFRAS, libro)) == []


def test_los_verbos_propios_de_la_hoja_reciben_quien_motivo_y_lo_que_cambia(encargada, monkeypatch):
    guardada = CifraDeclaradaFactory(valor=1)
    otra = CifraDeclaradaFactory(valor=1)
    llamadas = []
    hoja = CIFRAS.hojas[0]
    monkeypatch.setattr(hoja, "crear", lambda **dado: llamadas.append(("crear", dado["por"], dado["valores"]["valor"])))
    monkeypatch.setattr(hoja, "cambiar", lambda objeto, **dado: llamadas.append((objeto.pk, dado["valores"])))
    monkeypatch.setattr(hoja, "borrar", lambda objeto, **dado: llamadas.append((objeto.pk, dado["motivo"])))
    libro = editado(exportado(CIFRAS), {("Cifras", "E2"): 2, ("Cifras", "N3"): "sí"})
    libro = editado(
        libro, {("Cifras", f"{letra}4"): v for letra, v in zip("BCEHJ", ["a", "b", 3, "otra", "d"], strict=True)}
    )

    aplicar(previa(CIFRAS, libro, encargada, con_ensayo=False), por=encargada)

    assert llamadas == [
        (guardada.pk, {"valor": 2}),
        ("crear", encargada, 3),
        (otra.pk, "Planilla cifras_de_juguete"),
    ]
