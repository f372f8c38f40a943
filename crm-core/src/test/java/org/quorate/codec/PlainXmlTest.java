package org.quorate.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.cib.Element;

class PlainXmlTest {

    private static final int CHANGES = 200;
    private static final String CLUSTER = """
            <?xml version="1.0"?>
            <cib epoch="1" have-quorum="1">
              <configuration>
                <nodes><node id='1' uname="n1"/><node id = "2"  uname="n2" ></node></nodes>
                <acls><acl_role id="r" description="says &quot;a &lt; b &amp;&amp; c&quot;"/>
                  <value> words of several  kinds </value></acls>
              </configuration>
              <status><node_state id="1"/><node_state id="1"/></status>
            </cib>
            """;

    @Test
    void readsWhatTheOtherParserReads() {
        var plain = PlainXml.read(CLUSTER.getBytes(UTF_8));

        assertThat(plain).contains(CibXml.readAny(CLUSTER.getBytes(UTF_8)));
        assertThat(plain.orElseThrow().child("configuration").flatMap(one -> one.child("acls"))
                .flatMap(one -> one.child("acl_role")).map(one -> one.attribute("description", "")))
                .contains("says \"a < b && c\"");
    }

    @Test
    void keepsOneObjectForATextSaidTwice() {
        var read = PlainXml.read("<a><b x='monitor'/><b x='monitor'/></a>".getBytes(UTF_8)).orElseThrow();

        assertThat(read.children().getFirst().attribute("x", ""))
                .isSameAs(read.children().getLast().attribute("x", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "<a", "<a>", "<a></b>", "<a b='1' b='2'/>", "<a b='1'c='2'/>",
            "<a b=1/>",
            "<a b='<'/>", "<a b='&unknown;'/>", "<a b='&lt'/>", "<a>]]></a>", "<a/><b/>", "<a/>x", "<1a/>",
            "<a><!-- c --></a>", "<a><![CDATA[x]]></a>", "<a b='&#65;'/>", "<a b='x\ty'/>", "<a>x<b/></a>",
            "<a><b/>x</a>", "<!DOCTYPE a><a/>", "<a b='\u00e4'/>", "<x:a xmlns:x='y'/>", "<a xml:lang='de'/>",
            "<a>x&amp;y</a>", "<a>x\r\ny</a>", "<?xml version='1.0'?><a/>", "\ufeff<a/>"})
    void leavesToTheOtherParserWhatIsNotPlain(String text) {
        assertThat(PlainXml.read(text.getBytes(UTF_8))).isEmpty();
    }

    /** The other parser may take for good what this one leaves to it, never the other way round. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void takesNothingForGoodThatIsNot(long seed) {
        var dice = new SplittableRandom(seed);
        var signs = "<>/='\"& \n\t-!?[]x1:;".getBytes(UTF_8);
        for (var i = 0; i < CHANGES; i++) {
            var bytes = CLUSTER.getBytes(UTF_8);
            for (var k = dice.nextInt(1, 3); k > 0; k--) {
                bytes[dice.nextInt(bytes.length)] = signs[dice.nextInt(signs.length)];
            }

            var plain = PlainXml.read(bytes);

            plain.ifPresent(read -> assertThat(List.of(other(bytes))).as("seed %d: %s", seed,
                    new String(bytes, UTF_8)).containsExactly(read));
        }
    }

    private static Element other(byte[] bytes) {
        return CibXml.readAny(bytes);
    }
}
