// La lista de asistencia: marcar con una tecla, buscar, y el balance que corre mientras se marca.
// Sin este módulo, los mismos botones van y vuelven al servidor, que hace las cuentas al guardar.

const TECLAS = { p: "presente", e: "excusado", a: "ausente", i: "invitado" };
const formulario = document.querySelector("form[data-sesion]");
const QUE_REHACEN = new Set(["instancia", "precision", "desde", "hasta"]);

const filas = () => [...formulario.querySelectorAll("[data-asistente]")];
const estado = (fila) => fila.querySelector("input[type=radio]:checked")?.value ?? "";
const nombreDe = (fila) => fila.querySelector("input[type=radio]").name;
let turno = 0;
const llano = (texto) => texto.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function marcar(fila, valor) {
  const radio = [...fila.querySelectorAll("input[type=radio]")].find((uno) => uno.value === valor);
  radio.checked = true;
  return radio;
}

function contar() {
  const panel = formulario.querySelector("[data-balance]");
  if (!panel) return;
  const cuentas = {};
  const sumar = (clave) => (cuentas[clave] = (cuentas[clave] ?? 0) + 1);
  for (const fila of filas()) {
    const marca = estado(fila);
    sumar(`estado:${marca}`);
    if (marca !== "presente" && marca !== "invitado") continue;
    sumar(`sector:${fila.dataset.sector}`);
    sumar(`genero:${fila.dataset.genero}`);
  }
  for (const lugar of panel.querySelectorAll("[data-cuenta]")) lugar.textContent = cuentas[lugar.dataset.cuenta] ?? 0;
  decirQuorum(panel);
}

// Un cupo de titular lo cubre cualquiera que esté presente por la misma institución.
function decirQuorum(panel) {
  const cupos = new Map();
  for (const fila of filas()) {
    const cupo = cupos.get(fila.dataset.actor) ?? { titulares: 0, presentes: 0, sector: fila.dataset.sector };
    if ("titular" in fila.dataset) cupo.titulares += 1;
    if (estado(fila) === "presente") cupo.presentes += 1;
    cupos.set(fila.dataset.actor, cupo);
  }
  const llenos = [...cupos.values()].filter((cupo) => cupo.titulares && cupo.presentes);
  const cubiertos = llenos.reduce((suma, cupo) => suma + Math.min(cupo.titulares, cupo.presentes), 0);
  const titulares = [...cupos.values()].reduce((suma, cupo) => suma + cupo.titulares, 0);
  const sectores = new Set(llenos.map((cupo) => cupo.sector)).size;
  const { exigidos, sectores: pedidos } = panel.dataset;
  const frase = panel.querySelector("[data-quorum]");
  if (!exigidos && !pedidos) {
    frase.textContent = `${cubiertos} de ${titulares} titulares; la instancia no fijó quórum`;
    return;
  }
  const hay = cubiertos >= Number(exigidos || 0) && sectores >= Number(pedidos || 0);
  const partes = [];
  if (exigidos) partes.push(`${cubiertos} titulares de ${exigidos} exigidos`);
  if (pedidos) partes.push(`${sectores} sectores de ${pedidos}`);
  frase.classList.toggle("balance-hay", hay);
  frase.textContent = `${hay ? "Hay" : "No hay"} quórum: ${partes.join(" y ")}`;
}

function buscar(texto) {
  const palabras = llano(texto).split(/\s+/).filter(Boolean);
  for (const fila of filas()) {
    const nombre = llano(fila.querySelector("legend").textContent);
    fila.hidden = !palabras.every((palabra) => nombre.includes(palabra));
  }
  formulario.querySelector("[data-nadie]").hidden = filas().some((fila) => !fila.hidden);
}

function alTeclear(evento) {
  if (evento.target.id === "buscar-asistente") return enElBuscador(evento);
  const fila = evento.target.closest?.("[data-asistente]");
  const valor = TECLAS[evento.key.toLowerCase()];
  if (!fila || !valor || evento.ctrlKey || evento.altKey || evento.metaKey) return;
  evento.preventDefault();
  marcar(fila, valor);
  contar();
  const visibles = filas().filter((una) => !una.hidden);
  const siguiente = visibles[visibles.indexOf(fila) + 1] ?? fila;
  siguiente.querySelector("input[type=radio]:checked").focus();
}

function enElBuscador(evento) {
  if (evento.key !== "Enter") return;
  evento.preventDefault();
  const visibles = filas().filter((fila) => !fila.hidden);
  if (!evento.target.value.trim() || visibles.length !== 1) return;
  marcar(visibles[0], "presente");
  evento.target.value = "";
  buscar("");
  contar();
}

// Se pide la pantalla rehecha y se toma de ella sólo la lista: lo demás escrito, y lo marcado entretanto, no se toca.
async function rehacer(nombre, valor) {
  const mio = ++turno;
  const datos = new FormData(formulario);
  datos.delete("archivo-archivo");
  datos.append(nombre, valor);
  try {
    const respuesta = await fetch(location.href, { method: "POST", body: datos, redirect: "manual" });
    if (!respuesta.ok) return;
    const nueva = new DOMParser().parseFromString(await respuesta.text(), "text/html");
    const modo = nueva.querySelector("[data-asistencia] [data-modo=nominal]");
    if (!modo || mio !== turno) return;
    const marcadas = nombre === "rehacer" ? filas().map((fila) => [nombreDe(fila), estado(fila)]) : [];
    formulario.querySelector("[data-modo=nominal]").replaceWith(modo);
    const porNombre = new Map(filas().map((fila) => [nombreDe(fila), fila]));
    for (const [quien, marca] of marcadas) if (porNombre.has(quien)) marcar(porNombre.get(quien), marca);
    modo.dispatchEvent(new CustomEvent("mesas:fila", { bubbles: true }));
    preparar();
  } catch {
    // Sin conexión, la lista queda como estaba; al guardar, el servidor avisa si ya no es la de la fecha.
  }
}

function alApretar(evento) {
  const boton = evento.target.closest("button[name=marcar]");
  if (!boton) return;
  evento.preventDefault();
  if (boton.value === "ultima") return rehacer("marcar", "ultima");
  for (const fila of filas().filter((una) => "integrante" in una.dataset)) {
    if (boton.value === "presentes") marcar(fila, "presente");
    else if (!estado(fila)) marcar(fila, "ausente");
  }
  contar();
}

function mostrarModo() {
  const elegido = formulario.querySelector("[name=modo_asistencia]:checked")?.value;
  for (const parte of formulario.querySelectorAll("[data-modo]")) parte.hidden = parte.dataset.modo !== elegido;
}

function mostrarHasta() {
  formulario.querySelector(".campo-hasta").hidden = formulario.elements.precision.value !== "rango";
}

function preparar() {
  for (const parte of formulario.querySelectorAll("[data-buscador], [data-teclas]")) parte.hidden = false;
  formulario.querySelector("[data-rehacer]").hidden = true;
  mostrarModo();
  contar();
}

if (formulario) {
  preparar();
  mostrarHasta();
  formulario.addEventListener("change", (evento) => {
    if (evento.target.name === "precision") mostrarHasta();
    if (QUE_REHACEN.has(evento.target.name)) return rehacer("rehacer", "1");
    if (evento.target.name === "modo_asistencia") mostrarModo();
    else if (evento.target.closest("[data-asistente]")) contar();
  });
  formulario.addEventListener("input", (evento) => evento.target.id === "buscar-asistente" && buscar(evento.target.value));
  formulario.addEventListener("click", alApretar);
  formulario.addEventListener("keydown", alTeclear);
}
