// Replicates the documents of a file to a server, until all are there: node client.js URL FILE
'use strict'
const [url, file] = process.argv.slice(2)
const PouchDB = require('pouchdb-core')
  .plugin(require('pouchdb-adapter-memory'))
  .plugin(require('pouchdb-adapter-http'))
  .plugin(require('pouchdb-replication'))

async function main () {
  const documents = JSON.parse(require('fs').readFileSync(file, 'utf8'))
  const local = new PouchDB('local', { adapter: 'memory' })
  await local.bulkDocs(documents)
  let requests = 0
  const remote = new PouchDB(url, {
    fetch: (address, options) => {
      requests++
      // It waits for ever by itself; its requests are long, for it sends a hundred documents in one.
      const patience = AbortSignal.timeout(60000)
      const signal = options.signal ? AbortSignal.any([options.signal, patience]) : patience
      return PouchDB.fetch(address, { ...options, signal })
    }
  })
  const began = process.hrtime.bigint()
  for (;;) {
    try {
      const done = await local.replicate.to(remote)
      if (done.ok) break
    } catch { /* the line is gone: from the last checkpoint on, after the same pause as everybody */ }
    await new Promise(resolve => setTimeout(resolve, 1000))
  }
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  const { doc_count: kept } = await remote.info()
  console.log(JSON.stringify({ seconds, requests, kept }))
  process.exit(0)
}
main()
