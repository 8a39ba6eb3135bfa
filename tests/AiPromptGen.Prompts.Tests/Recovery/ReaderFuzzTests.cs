using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>
/// Whatever stands in a file, no exception leaves a reader. The seeds are fixed, so a run is repeatable;
/// AIPROMPTGEN_FUZZ sets the number of inputs (1,000,000 each night).
/// </summary>
[TestFixture]
public sealed class ReaderFuzzTests
{
    private static readonly long Inputs = long.Parse(
        Environment.GetEnvironmentVariable("AIPROMPTGEN_FUZZ") ?? "20000",
        CultureInfo.InvariantCulture
    );

    private static readonly string[] Keys =
    [
        "parameters",
        "prompt",
        "workflow",
        "Comment",
        "Description",
        "Dream",
        "sd-metadata",
        "invokeai_metadata",
        "GenerationInfoJson",
        "negative_prompt",
        "metadata",
        PictureTexts.UserComment,
        PictureTexts.Make,
        PictureTexts.ImageDescription,
        XmpPacket.Key,
    ];

    private static readonly string[] Whole =
    [
        """{"3":{"class_type":"KSampler","inputs":{"seed":5,"positive":["6",0],"negative":["7",0]}},"6":{"class_type":"Text Concatenate","inputs":{"delimiter":", ","text_a":["8",0],"text_b":"x"}},"7":{"inputs":{"text":""}},"8":{"class_type":"ImpactSwitch","inputs":{"select":2,"input1":["9",0],"input2":"y"}}}""",
        """{"nodes":[{"id":3,"type":"KSampler","mode":4,"inputs":[{"name":"positive","type":"C","link":4,"widget":{"name":"a"}}],"outputs":[{"type":"C"}],"widgets_values":[1,"fixed",20]},{"id":6,"type":"s","inputs":[],"widgets_values":["a fox"]}],"links":[[4,6,0,3,0,"C"]],"definitions":{"subgraphs":[{"id":"s","nodes":[],"links":[{"id":1,"origin_id":-10,"origin_slot":0,"target_id":-20,"target_slot":0}]}]}}""",
        "a cat, (soft:1.2) \\(x\\)\nNegative prompt: ugly\nSteps: 20, Sampler: \"Euler, a\", Seed: 5, Lora hashes: \"a: b\", Version: v1",
        """{"sui_image_params":{"prompt":"a","negativeprompt":"b"},"extra":{"airs":["x"]},"extraMetadata":"{\"prompt\":\"a\\ud83d\\ude00\"}","image":{"prompt":[{"prompt":"a [b]"}]},"software":"RuinedFooocus","real_prompt":[],"seed":NaN,"width":-Infinity}""",
        """<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:UserComment="x"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">a cat &amp; b&#xA;Negative prompt: c&#xA;Steps: 20, Seed: 5, Size: 8x8</rdf:li><rdf:li>d</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>""",
        "\"a castle [ugly]\" -s 50 -S 123 -A k_lms Job ID: 4c3f1b7e-0d0f-4a55-9f35-2f4f4f6b2a11",
    ];

    private static readonly Gen<string> Mutated = Gen.Select(
        Gen.OneOf(Whole),
        Gen.Select(
            Gen.Int[0, 3000],
            Gen.Int[0, 40],
            Gen.OneOf(
                Gen.String[0, 6],
                Gen.OneOf(
                    "\\ud800",
                    "\\udc00",
                    "\\ud83d\\ude00",
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    "\\",
                    "null",
                    "1e999",
                    "[\"6\",0]",
                    "NaN",
                    "\n",
                    ",",
                    ":"
                )
            )
        ).Array[1, 4],
        (text, changes) =>
        {
            foreach (var (at, cut, insert) in changes)
            {
                var start = at % (text.Length + 1);
                text = text[..start] + insert + text[Math.Min(text.Length, start + cut)..];
            }

            return text;
        }
    );

    [TestCase("0000KzGvr9e4")]
    public void No_text_makes_a_reader_throw(string seed) =>
        Gen.Select(Mutated, Gen.OneOf(Keys), Gen.Bool)
            .Sample(
                (text, key, byNovelAI) =>
                {
                    var texts = new PictureTexts();
                    if (byNovelAI)
                    {
                        texts.Add("Software", "NovelAI");
                    }

                    texts.Add(key, text);
                    texts.Add("prompt", text);
                    var found = MetadataReader.ReadPrompt(texts);
                    Assert.That(found is null || found.Prompt.Length is > 0 and <= RecoveredPrompt.MaxLength);
                },
                iter: Inputs,
                seed: seed
            );

    [TestCase("0000KzGvr9e4")]
    public void No_bytes_make_the_containers_throw(string seed) =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.OneOf("tEXt", "zTXt", "iTXt"), Gen.Bool)
            .Sample(
                (bytes, kind, compressed) =>
                {
                    byte[] body = [.. "prompt\0"u8, .. compressed ? [1, 0, 0, 0] : Array.Empty<byte>(), .. bytes];
                    _ = PngChunks.TakeTexts(Png(kind, body)).Texts.Find("prompt");
                    _ = StealthText.Read(bytes, 1 + (bytes.Length % 7));
                    _ = UserComment.Decode(bytes, compressed);
                    _ = MetadataReader.Read(new PictureTexts(), [.. "II*\0"u8, .. bytes]);
                    _ = MetadataReader.Read(
                        new PictureTexts(),
                        [],
                        [.. "<x xmlns:d='http://purl.org/dc/'>"u8, .. bytes]
                    );
                },
                iter: Inputs,
                seed: seed
            );

    /// <summary>A text chunk whose zlib stream asks for a preset dictionary (FDICT, RFC 1950 2.2), which no PNG may.</summary>
    [TestCase("zTXt")]
    [TestCase("iTXt")]
    public void A_text_that_asks_for_a_dictionary_is_ignored(string kind)
    {
        // CMF 0x78, FLG with FDICT set and the check bits right, then the dictionary's Adler-32.
        byte[] stream = [0x78, 0xBB, 0x12, 0x34, 0x56, 0x78, .. Deflated("a castle")];
        byte[] body = kind is "zTXt"
            ? [.. "parameters\0\0"u8, .. stream]
            : [.. "parameters\0\u0001\0\0\0"u8, .. stream];

        Assert.That(PngChunks.TakeTexts(Png(kind, body)).Texts.Find("parameters"), Is.Null);
    }

    [TestCase("""{"prompt":"caf\uDab0E9 at dusk, \u5098\n\u201Cquoted\u201D","seed":1,"steps":2}""")]
    [TestCase("""{"prompt":"\ud83d \ud83d\ude00","seed":1,"steps":2}""")]
    [TestCase("""{"\ud83d":1,"x\ud83d":2,"prompt":"a","seed":1,"steps":2}""")]
    public void Half_a_surrogate_pair_is_no_text(string json)
    {
        var texts = new PictureTexts();
        texts.Add("parameters", json);

        Assert.That(MetadataReader.ReadPrompt(texts), Is.Null);
    }

    [Test]
    public void A_megabyte_of_anything_ends()
    {
        foreach (
            var part in (string[])["(", "[", "\\", " ", "{\"a\":", "[[", "\"", "a:1.2)", "--", "\n", "\\u", "Job ID: "]
        )
        {
            var text = new StringBuilder().Insert(0, part, PngChunks.MaxTextBytes / part.Length).ToString();
            foreach (var key in Keys)
            {
                var texts = new PictureTexts();
                texts.Add(key, text);
                texts.Add(
                    "sd-metadata",
                    "{\"image\":{\"prompt\":\"" + text.Replace("\\", "", StringComparison.Ordinal) + "\"}}"
                );
                Assert.That(
                    MetadataReader.ReadPrompt(texts)?.Prompt.Length ?? 1,
                    Is.LessThanOrEqualTo(RecoveredPrompt.MaxLength)
                );
            }
        }
    }

    private static byte[] Deflated(string text)
    {
        using var packed = new MemoryStream();
        using (var deflater = new DeflateStream(packed, CompressionLevel.Optimal))
        {
            deflater.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static byte[] Png(string kind, byte[] body)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(kind), .. body];
        return
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. BitConverter.GetBytes((uint)body.Length).Reverse(),
            .. typed,
            .. Crc32.Hash(typed).Reverse(),
        ];
    }
}
