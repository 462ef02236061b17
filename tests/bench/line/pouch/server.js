// A server that speaks CouchDB's protocol, in memory (so it is spared the disk): node server.js HOST PORT
'use strict'
const [host, port] = process.argv.slice(2)
const PouchDB = require('pouchdb-core')
  .plugin(require('pouchdb-adapter-memory'))
  .plugin(require('pouchdb-mapreduce'))
  .plugin(require('pouchdb-replication'))
const app = require('express')()
app.use('/', require('express-pouchdb')(PouchDB.defaults({ adapter: 'memory' }), {
  mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: '/dev/null'
}))
app.listen(Number(port), host, () => console.log('ready'))
