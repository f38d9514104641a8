import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isInNetworks, isPublic, parseAllowList } from '../../../server/platform/outbound/addresses.js';

describe('addresses of the public internet', () => {
  const internal = {
    'this host': ['0.0.0.0', '0.1.2.3', '::'],
    loopback: ['127.0.0.1', '127.255.255.254', '::1'],
    private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd00:ec2::254', 'fc00::1', 'fec0::1'],
    'link-local and metadata': ['169.254.169.254', '169.254.170.2', 'fe80::1', '168.63.129.16', '192.0.0.192'],
    shared: ['100.64.0.1', '100.100.100.200', '100.127.255.255'],
    multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
    reserved: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '240.0.0.1', '255.255.255.255'],
    'reserved for IPv6': ['2001:db8::1', '3fff::1', '100::1', '5f00::1', '4000::1'],
    'IPv4 within IPv6': [
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::127.0.0.1',
      '::7f00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001::1',
    ],
    'no address': ['', 'localhost', '8.8.8.8/8'],
  };
  for (const [kind, addresses] of Object.entries(internal)) {
    it(`has none of: ${kind}`, () => {
      const found = addresses.filter((address) => isPublic(address));
      expect(found).to.deep.equal([]);
    });
  }

  it('has the ordinary ones', () => {
    const ordinary = ['8.8.8.8', '93.184.215.14', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111'];
    expect(ordinary.filter(isPublic)).to.deep.equal(ordinary);
  });

  it('never has a mapped form of any IPv4 address', () =>
    fc.assert(
      fc.property(fc.ipV4(), (address) => !isPublic(`::ffff:${address}`)),
      { seed: 7, numRuns: 300 },
    ));
});

describe('the allow list', () => {
  it('tells hosts from networks', () => {
    expect(parseAllowList(' Hooks.Internal, 127.0.0.1:8080 ,10.1.0.0/16,')).to.deep.equal({
      hosts: ['hooks.internal', '127.0.0.1:8080'],
      networks: ['10.1.0.0/16'],
    });
  });

  it('refuses a network that is none', () => {
    expect(() => parseAllowList('10.1.0.0/99')).to.throw('Not a network: 10.1.0.0/99');
  });

  it('matches a network by its own family, mapped forms as what they carry', () => {
    const networks = ['10.1.0.0/16', 'fd00::/8'];
    const asked = ['10.1.2.3', '::ffff:10.1.2.3', '10.2.0.1', 'fd12::1', '::1', 'nowhere'];
    expect(asked.filter((address) => isInNetworks(address, networks))).to.deep.equal([
      '10.1.2.3',
      '::ffff:10.1.2.3',
      'fd12::1',
    ]);
  });
});
