using APIMatic.Core.Types.Sdk;
using PaypalServerSdk.Standard.Http.Request;
using PaypalServerSdk.Standard.Http.Response;

namespace PaypalServerSdk.Standard.Http.Request
{
    public sealed class HttpRequest : CoreRequest
    {
        private HttpRequest() { }
    }
}

namespace PaypalServerSdk.Standard.Http.Response
{
    public class HttpResponse : CoreResponse
    {
        internal HttpResponse(int statusCode, Dictionary<string, string> headers, string body)
            : base(statusCode, headers, body) { }
    }

    public class ApiResponse<T>(int statusCode, Dictionary<string, string> headers, T data)
        : CoreApiResponse<T>(statusCode, headers, data);
}

namespace PaypalServerSdk.Standard.Http.Client
{
    public sealed class HttpContext : CoreContext<HttpRequest, HttpResponse>
    {
        internal HttpContext(HttpResponse response)
            : base(response) { }
    }
}
