"""El código respeta la casa: tamaños, nombres, dirección de las importaciones y nada que no deba quedar escrito."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.coherencia.nuestro import APPS, RAIZ, archivos, codigo, leer, plantillas, pruebas

# Los únicos lugares donde se atrapa cualquier error, con su razón.
CON_EXCEPT_EXCEPTION = {
    "config/errores.py": "la página de error: se anota y se contesta aunque la plantilla falle",
}
NOMBRES_VACIOS = {"utils.py", "helpers.py", "services.py", "misc.py", "signals.py"}
# Se arman por partes para que esta misma lista no se delate.
DIRECCIONES_DE_ESTA_MAQUINA = re.compile(
    "|".join(
        [
            "/" + "work/",
            "/" + "root/",
            r"(?<!\w)/home/" + r"\w",
            "pypi" + r"\.org",
            "registry" + r"\.npmjs",
            "files.python" + "hosted",
        ]
    )
)


def arbol(ruta):
    return ast.parse(leer(ruta))


def nodos(clase, rutas=None):
    for ruta in rutas or codigo():
        for nodo in ast.walk(arbol(ruta)):
            if isinstance(nodo, clase):
                yield ruta, nodo


def lugar(ruta, nodo):
    return f"{ruta}:{nodo.lineno}"


def test_los_modulos_caben_en_la_cabeza():
    largos = {ruta: len(leer(ruta).splitlines()) for ruta in codigo()}

    assert {ruta: n for ruta, n in largos.items() if n > 400} == {}


def test_las_pruebas_tienen_a_lo_mas_500_lineas():
    largos = {ruta: len(leer(ruta).splitlines()) for ruta in pruebas()}

    assert {ruta: n for ruta, n in largos.items() if n > 500} == {}


def test_las_funciones_tienen_a_lo_mas_40_lineas():
    funciones = nodos((ast.FunctionDef, ast.AsyncFunctionDef))

    assert [lugar(ruta, f) for ruta, f in funciones if f.end_lineno - f.lineno + 1 > 40] == []


def test_las_plantillas_tienen_a_lo_mas_120_lineas():
    largas = {ruta: len(leer(ruta).splitlines()) for ruta in plantillas()}

    assert {ruta: n for ruta, n in largas.items() if n > 120} == {}


def test_ningun_modulo_se_llama_cajon_de_sastre():
    assert [ruta for ruta in archivos("*.py") if Path(ruta).name in NOMBRES_VACIOS] == []


def test_modelos_y_vistas_son_paquetes():
    assert [ruta for app in APPS for ruta in codigo() if ruta in {f"{app}/models.py", f"{app}/views.py"}] == []


def test_sin_senales_propias():
    importadas = [
        lugar(ruta, nodo)
        for ruta, nodo in nodos(ast.ImportFrom)
        if "dispatch" in (nodo.module or "") or (nodo.module or "").endswith("signals")
    ]

    assert importadas == []


def relanza(nodo):
    """Si el bloque sólo limpia y deja seguir el error."""
    return isinstance(nodo.body[-1], ast.Raise) and nodo.body[-1].exc is None


def test_los_errores_se_atrapan_por_su_nombre():
    amplios = [
        lugar(ruta, nodo)
        for ruta, nodo in nodos(ast.ExceptHandler)
        if (nodo.type is None or getattr(nodo.type, "id", "") in {"Exception", "BaseException"}) and not relanza(nodo)
    ]

    assert {sitio.rsplit(":", 1)[0] for sitio in amplios} == set(CON_EXCEPT_EXCEPTION), amplios


def test_todo_bloqueo_de_filas_dice_cuales():
    llamadas = [
        (ruta, nodo)
        for ruta, nodo in nodos(ast.Call)
        if isinstance(nodo.func, ast.Attribute) and nodo.func.attr == "select_for_update"
    ]

    assert [lugar(ruta, n) for ruta, n in llamadas if "of" not in {k.arg for k in n.keywords}] == []


def test_el_dominio_no_mira_el_reloj():
    """Las vistas, las órdenes y los verbos reciben «hoy»; el modelo no lo pregunta."""
    relojes = [
        lugar(ruta, nodo)
        for ruta, nodo in nodos(ast.Attribute, [r for r in codigo() if "/models/" in r])
        if nodo.attr in {"today", "localdate"}
    ]

    assert relojes == []


def test_toda_vista_propia_es_una_funcion_y_dice_sus_metodos():
    permiten = {"require_GET", "require_POST", "require_safe", "require_http_methods"}
    for ruta in (r for r in codigo() if "/views/" in r and not r.endswith("__init__.py")):
        for nodo in arbol(ruta).body:
            assert not isinstance(nodo, ast.ClassDef) or not any("View" in ast.dump(b) for b in nodo.bases), ruta
            if isinstance(nodo, ast.FunctionDef) and nodo.args.args and nodo.args.args[0].arg == "request":
                nombres = {n.id for d in nodo.decorator_list for n in ast.walk(d) if isinstance(n, ast.Name)}
                assert nodo.name.startswith("_") or nombres & permiten, lugar(ruta, nodo)


def test_todo_modulo_publico_de_comun_y_metricas_explica_sus_funciones():
    vigilados = [
        r for r in codigo() if r.startswith(("comun/acceso", "comun/formatos", "comun/busqueda", "informes/metricas"))
    ]
    mudas = [
        lugar(ruta, nodo)
        for ruta in vigilados
        for nodo in arbol(ruta).body
        if isinstance(nodo, ast.FunctionDef) and not nodo.name.startswith("_") and not ast.get_docstring(nodo)
    ]

    assert mudas == []


def test_las_importaciones_apuntan_hacia_abajo():
    orden = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    proceso = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True)

    assert proceso.returncode == 0, proceso.stdout


def test_ningun_archivo_nombra_esta_maquina_ni_un_registro_de_paquetes():
    culpables = []
    for ruta in archivos():
        contenido = (RAIZ / ruta).read_bytes()
        if b"\0" not in contenido[:4096] and DIRECCIONES_DE_ESTA_MAQUINA.search(contenido.decode(errors="ignore")):
            culpables.append(ruta)

    assert culpables == []


def test_los_nombres_de_las_pruebas_no_se_repiten_en_su_modulo():
    for ruta in pruebas():
        nombres = [nodo.name for nodo in arbol(ruta).body if isinstance(nodo, ast.FunctionDef)]
        assert len(nombres) == len(set(nombres)), ruta


def test_el_readme_dice_por_que_esta_cada_dependencia():
    declaradas = tomllib.loads((RAIZ / "pyproject.toml").read_text())
    nombres = [
        re.match(r"[\w-]+", una).group()
        for una in declaradas["project"]["dependencies"] + declaradas["dependency-groups"]["dev"]
    ]
    leido = (RAIZ / "README.md").read_text()

    assert [nombre for nombre in nombres if not re.search(rf"(?<![\w-]){nombre}(?![\w-])", leido)] == []
