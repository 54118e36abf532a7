import Testing
import Tracking

@testable import Server

@Suite struct WebhookAddressTests {
    @Test(arguments: [
        "127.0.0.1", "127.255.1.1", "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001::1", "2001:db8::1", "2001:2::1",
        "2001:10::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "100::1", "3fff::1", "5f00::1",
    ])
    func `addresses of this machine, this link and private networks are not public`(_ text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic == false)
    }

    @Test(arguments: [
        "8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1", "192.0.1.1", "198.17.0.1",
        "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "2001:4860::1",
    ])
    func `addresses of the internet are public`(_ text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
        #expect(IPAddress(text)?.text == text)
    }

    @Test(arguments: [
        ("https://example.com", "https://example.com/"), ("HTTPS://Example.COM:8443/a?b=c", "https://example.com:8443/a?b=c"),
        ("https://[2606:4700::1111]:1/x", "https://[2606:4700::1111]:1/x"), ("https://8.8.8.8/%41", "https://8.8.8.8/%41"),
        ("https://h?x=1", "https://h/?x=1"),
    ])
    func `an address is read in one way`(_ text: String, _ expected: String) throws {
        #expect(try WebhookURL(text, schemes: ["https"]).text == expected)
    }

    @Test(arguments: [
        "", " ", "example.com", "http://example.com", "ftp://example.com", "https:/example.com", "https://", "https:///x",
        "https://user@example.com", "https://user:password@example.com/", "https://good.example\\@127.0.0.1/", "https://a b/",
        "https://example.com/#x", "https://exämple.com/", "https://example.com:0/", "https://example.com:65536/",
        "https://example.com:1:2/", "https://[::1/", "https://[::1]x/", "https://[fe80::1%25eth0]/", "https://%31%32%37.0.0.1/",
        "https://h\u{0}/", "https://h/\r\nHost: x", "javascript:alert(1)", "file:///etc/passwd", "https://h/\u{7F}",
    ])
    func `anything that could be read in two ways is refused`(_ text: String) {
        #expect(throws: MLflowError.self) { try WebhookURL(text, schemes: ["https"]) }
    }

    @Test(arguments: [
        "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://10.1.2.3:8443/x", "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:127.0.0.1]/", "https://127.1/", "https://0/", "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/",
    ])
    func `no spelling of a private address is told`(_ text: String) async {
        await #expect(throws: MLflowError.self) { try await WebhookRules().address(of: WebhookURL(text, schemes: ["https"])) }
    }

    @Test func `private addresses are told where that is allowed`() async throws {
        var rules = WebhookRules()
        rules.allowsPrivateAddresses = true
        #expect(try await rules.address(of: WebhookURL("https://127.0.0.1/", schemes: ["https"])).text == "127.0.0.1")
    }

    @Test func `settings are taken from MLflow's environment`() {
        var settings = ServerSettings()
        settings.apply(environment: [
            "MLFLOW_WEBHOOK_ALLOWED_SCHEMES": "http, HTTPS,file", "MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS": "True",
            "MLFLOW_WEBHOOK_REQUEST_TIMEOUT": "5", "MLFLOW_ALLOWED_HOST_ADDRESSED_ARTIFACT_SCHEMES": "hdfs",
        ])
        #expect(settings.webhooks.schemes == ["http", "https"])
        #expect(settings.webhooks.allowsPrivateAddresses)
        #expect(settings.webhooks.timeout == 5000)
        #expect(settings.modelSources.allowedHostSchemes == ["hdfs"])
    }
}
