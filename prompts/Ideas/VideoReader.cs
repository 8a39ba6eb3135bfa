using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// Parts of an idea that say nothing but how the camera moves or how long the clip is: "slow pan left", "8 seconds". They fill
/// slots of their own, which models of moving pictures read and models of still ones leave out and tell. The same words inside
/// a sentence stay where they are.
/// </summary>
internal static class VideoReader
{
    /// <summary>In seconds: nobody's model makes a longer one.</summary>
    private const double LongestClip = 600;
    private const string CameraMove = "video.cameraMove";
    private const string Duration = "video.duration";
    private const string Shot = "video.shot";
    private const string Motion = "video.motion";

    private static readonly FrozenSet<string> Moves = WordLists.Set("camera-moves");
    private static readonly FrozenSet<string> Hows = WordLists.Set("camera-move-how");
    private static readonly FrozenSet<string> Small = WordLists.Set("camera-move-small");
    private static readonly FrozenSet<string> Lengths = WordLists.Set("length-words");
    private static readonly FrozenSet<string> Aims = WordLists.Set("camera-move-aims");
    private static readonly FrozenSet<string> Vehicles = WordLists.Set("camera-move-things");
    private static readonly FrozenSet<string> Takes = WordLists.Set("takes");
    private static readonly FrozenSet<string> Paces = WordLists.Set("motion-paces");
    private static readonly FrozenSet<string> Holds = WordLists.Set("camera-holds");
    private static readonly FrozenSet<string> Videos = WordLists.Set("video-words");

    /// <param name="taken">Whether a choice beside the idea fills the slot already; then the words stay in the text.</param>
    public static void Read(IdeaReading reading, Func<string, bool> taken)
    {
        if (!taken(CameraMove))
        {
            ReadOpening(reading);
        }

        var found = reading
            .Segments.Select(segment => (Segment: segment, Path: PathOf(reading, segment)))
            .Where(each => each.Path is not null && !taken(each.Path))
            .ToList();
        if (found.Count > 0 || reading.Segments.Exists(segment => segment.Tokens.Exists(IsVideo)))
        {
            // How a camera is held is said of photographs, too.
            found.AddRange(
                reading
                    .Segments.Where(segment => !taken(CameraMove) && IsPart(reading, segment, Holds))
                    .Select(segment => (segment, (string?)CameraMove))
            );
        }

        if (found.Count == 0 || found.Count == reading.Segments.Count(segment => segment.Tokens.Count > 0))
        {
            return;
        }

        foreach (var (segment, path) in found)
        {
            var words =
                path is Duration
                    ? Length(reading, segment.Tokens)
                    : reading.Text[segment.Tokens[0].Start..segment.Tokens[^1].End];
            if (path is Duration && reading.Video.ContainsKey(path))
            {
                continue;
            }

            reading.Video[path!] = reading.Video.TryGetValue(path!, out var before) ? $"{before}, {words}" : words;
            segment.Lifted = true;
        }
    }

    /// <summary>"Slow dolly in on a detective": the move begins the idea, and what it goes to is what is shown.</summary>
    private static void ReadOpening(IdeaReading reading)
    {
        if (reading.Segments.FirstOrDefault()?.Tokens is not { Count: > 2 } tokens || Vehicles.Contains(tokens[0].Key))
        {
            return;
        }

        var end = 0;
        while (end < tokens.Count && (Moves.Contains(tokens[end].Key) || Hows.Contains(tokens[end].Key)))
        {
            end++;
        }

        if (
            end < 2
            || end + 1 >= tokens.Count
            || !Aims.Contains(tokens[end].Key)
            || !IsMove(tokens[..end])
            || !Tokenizer.AreTogether(reading.Text, tokens, 0, end + 2)
            || reading.Quoted[tokens[0].Start]
        )
        {
            return;
        }

        reading.Video[CameraMove] = reading.Text[tokens[0].Start..tokens[end - 1].End];
        reading.Remove(tokens[0].Start, tokens[end + 1].Start);
    }

    private static string? PathOf(IdeaReading reading, Segment segment)
    {
        var tokens = segment.Tokens;
        if (tokens.Count == 0 || Array.IndexOf(reading.Quoted, true, segment.Start, segment.End - segment.Start) >= 0)
        {
            return null;
        }

        return IsMove(tokens) ? CameraMove
            : IsLength(reading, tokens) ? Duration
            : Takes.Contains(Tokenizer.Join(tokens, 0, tokens.Count)) ? Shot
            : Paces.Contains(Tokenizer.Join(tokens, 0, tokens.Count)) ? Motion
            : null;
    }

    private static bool IsVideo(Token token) => Videos.Contains(token.Key);

    private static bool IsPart(IdeaReading reading, Segment segment, FrozenSet<string> parts) =>
        segment.Tokens.Count > 0
        && Array.IndexOf(reading.Quoted, true, segment.Start, segment.End - segment.Start) < 0
        && parts.Contains(Tokenizer.Join(segment.Tokens, 0, segment.Tokens.Count));

    /// <summary>
    /// "Camera slowly tilts up", "static camera": words of movement only, one of which is a move and one more says how or
    /// where; "a crane" and "the truck" are things.
    /// </summary>
    private static bool IsMove(List<Token> tokens) =>
        tokens.Exists(token => Moves.Contains(token.Key))
        && tokens.Exists(token => Hows.Contains(token.Key))
        && tokens.TrueForAll(token =>
            Moves.Contains(token.Key) || Hows.Contains(token.Key) || Small.Contains(token.Key)
        );

    private static bool IsLength(IdeaReading reading, List<Token> tokens)
    {
        var words = Length(reading, tokens);
        return words.Any(char.IsLetter)
            && !IsDecade(words)
            && VideoLength.Seconds(Slot.User(words)) is > 0 and <= LongestClip;
    }

    /// <summary>"1950s" and "80s" are times, "8s" and "10s" are lengths.</summary>
    private static bool IsDecade(string words) =>
        words.Length > 2 && words[^1] is 's' && words[^2] is '0' && words is not "10s";

    /// <summary>"An 8 seconds long clip" without the words that only say what is so long.</summary>
    private static string Length(IdeaReading reading, List<Token> tokens)
    {
        var (first, last) = (0, tokens.Count - 1);
        while (first < last && Lengths.Contains(tokens[first].Key))
        {
            first++;
        }

        while (last > first && Lengths.Contains(tokens[last].Key))
        {
            last--;
        }

        return reading.Text[tokens[first].Start..tokens[last].End];
    }
}
